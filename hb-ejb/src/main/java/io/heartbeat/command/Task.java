package io.heartbeat.command;

import java.util.List;
import java.util.Locale;

/**
 * What an agent shall do.
 *
 * @param kind which of the two it is
 * @param command name in the agent's allow-list; null for an upgrade
 * @param args in their order; none for an upgrade
 * @param version where an upgrade leads to; null for a command
 * @param url where an upgrade lies; null for a command
 * @param sha256 of what lies there, 64 hexadecimal digits; null for a command
 */
public record Task(Kind kind, String command, List<String> args, String version, String url, String sha256) {
    /** Kinds of tasks. */
    public enum Kind {
        /** A program of the agent's own list. */
        COMMAND,
        /** Another version of the agent. */
        UPGRADE;

        /** The word in the API. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the list. */
    public Task {
        args = List.copyOf(args);
    }

    /** A command. */
    public static Task command(String name, List<String> args) {
        return new Task(Kind.COMMAND, name, args, null, null, null);
    }

    /** An upgrade. */
    static Task upgrade(Parcel parcel, String url) {
        return new Task(Kind.UPGRADE, null, List.of(), parcel.version(), url, parcel.sha256());
    }

    /** For people and the audit log, without arguments. */
    public String text() {
        return kind == Kind.COMMAND ? command : "to " + version;
    }
}
