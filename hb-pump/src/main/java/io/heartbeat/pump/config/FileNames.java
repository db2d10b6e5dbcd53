package io.heartbeat.pump.config;

/** Names of readers and senders: they become names of directories. */
final class FileNames {
    private FileNames() {}

    static boolean fits(String name) {
        return name.matches("[A-Za-z0-9_@:+ -][A-Za-z0-9_.@:+ -]{0,99}");
    }

    static String refusal(String name) {
        return "\"" + name + "\" cannot be a name: up to 100 letters, digits, and _ - . @ : + blank, no dot in front";
    }
}
