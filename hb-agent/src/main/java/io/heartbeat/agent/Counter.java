package io.heartbeat.agent;

import java.util.Locale;

/** What the agent counts of itself. */
public enum Counter {
    /** Heartbeats handed to the network. */
    BEATS_SENT,
    /** Heartbeats that were acknowledged. */
    BEATS_ANSWERED,
    /** Plugin reports handed to the network. */
    REPORTS_SENT,
    /** Plugin reports given up: the oldest, when the buffer for an absent server was full. */
    REPORTS_DROPPED,
    /** Plugin reports that fit no datagram or are no JSON. */
    REPORTS_UNSENDABLE,
    /** Datagrams that the network refused. */
    SEND_FAILURES,
    /** Server names that could not be resolved. */
    RESOLVE_FAILURES,
    /** Acknowledgements of nothing that was sent, or a second time. */
    ANSWERS_UNMATCHED,
    /** Commands and upgrades that were begun. */
    COMMANDS_OBEYED,
    /** Commands and upgrades that were begun before; what came of them is told again. */
    COMMANDS_REPEATED,
    /** Commands and upgrades, validly signed, that came too late; not answered. */
    COMMANDS_EXPIRED,
    /** Commands and upgrades, validly signed and refused. */
    COMMANDS_REFUSED,
    /** Commands and upgrades without a signature, ignored. */
    COMMANDS_IGNORED,
    /** Collections of a plugin that failed. */
    PLUGIN_FAILURES,
    /** Collections of a plugin that took too long. */
    PLUGIN_TIMEOUTS;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
