package io.heartbeat.settings;

/**
 * One fault of a configuration, for people.
 *
 * @param file the file as it was named, or the environment variable that holds the value
 * @param line line in the file, from 1; 0 when no line applies
 * @param path keys from the root, joined by dots; empty for the file as a whole
 * @param message what is wrong and what would be right
 */
public record Problem(String file, int line, String path, String message) {
    /** The line to print: {@code hb.yaml:12: thresholds.cpu_monitor: message}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (!path.isEmpty()) {
            text.append(": ").append(path);
        }
        return text.append(": ").append(message).toString();
    }
}
