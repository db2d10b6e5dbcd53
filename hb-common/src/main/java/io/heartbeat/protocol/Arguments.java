package io.heartbeat.protocol;

import java.util.ArrayList;
import java.util.List;

/** The {@code args} of a command: an array of strings and nothing else. */
final class Arguments {
    private Arguments() {}

    /** Whether the arguments are absent or within their bounds. */
    static boolean fit(Message message) {
        if (!message.has(Field.ARGS)) {
            return true;
        }
        List<String> args = message.first(Field.ARGS) == '[' ? read(message) : null;
        return args != null
                && args.size() <= FieldRules.MAX_ARGS
                && args.stream().allMatch(arg -> arg.length() <= FieldRules.MAX_ARG);
    }

    /** The strings of an array that was already found valid, null when something else is among them. */
    static List<String> read(Message message) {
        List<String> args = new ArrayList<>();
        byte[] json = message.json;
        int end = message.end(Field.ARGS) - 1;
        int at = message.start(Field.ARGS) + 1;
        while (at < end) {
            if (json[at] == '"') {
                int close = close(json, at + 1);
                args.add(JsonText.unescape(json, at + 1, close));
                at = close + 1;
            } else if (json[at] == ',' || json[at] <= ' ') {
                at++;
            } else {
                return null;
            }
        }
        return args;
    }

    private static int close(byte[] json, int start) {
        int at = start;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at;
    }
}
