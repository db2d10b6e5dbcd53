package io.heartbeat.host;

import io.heartbeat.phrase.Phrase;
import java.time.Duration;
import java.time.Instant;

/**
 * A change of status that is not stored yet.
 *
 * @param host name of the host
 * @param from status before
 * @param to status after; the same when the agent was restarted
 * @param at when it happened
 * @param reason what a person reads
 */
record Transition(String host, HostStatus from, HostStatus to, Instant at, String reason) {
    /** What a heartbeat changed, or null when it changed nothing that is worth a row. */
    static Transition by(Beat beat, HostState before, HostState after) {
        if (before.status() == after.status() && !beat.boot()) {
            return null;
        }
        return new Transition(after.name(), before.status(), after.status(), beat.at(), reason(beat, before));
    }

    /** What silence changed. */
    static Transition bySilence(HostState before, HostState after) {
        String reason = Phrase.SILENT.of(spoken(Duration.between(before.lastSeen(), after.since())));
        return new Transition(after.name(), before.status(), after.status(), after.since(), reason);
    }

    private static String reason(Beat beat, HostState before) {
        if (beat.shutdown()) {
            return Phrase.SHUT_DOWN.of();
        }
        if (before.lastSeen() == null) {
            return Phrase.FIRST.of();
        }
        if (before.status() != HostStatus.DOWN) {
            return (beat.boot() ? Phrase.STARTED : Phrase.AGAIN).of();
        }
        Phrase after = beat.boot() ? Phrase.STARTED_AFTER : Phrase.AGAIN_AFTER;
        return after.of(spoken(Duration.between(before.lastSeen(), beat.at())));
    }

    /** A length of time as people say it: 45 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. A clock that went back counts as 0 s. */
    static String spoken(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
        }
        return seconds / 86_400 + " d" + (seconds / 3600 % 24 == 0 ? "" : " " + seconds / 3600 % 24 + " h");
    }
}
