package io.heartbeat.settings;

import java.util.regex.Pattern;

/** JSON is read as the YAML that it is; what is wrong with it is said in its own words. */
final class JsonWords {
    private static final Pattern COMMENT = Pattern.compile("(?m)^[^\"]*//");

    private JsonWords() {}

    /** Whether a text begins like a JSON object. */
    static boolean looksLike(String text) {
        return text.stripLeading().startsWith("{");
    }

    /** The same reason for people who wrote JSON, with the way out of the usual slips. */
    static String of(String yaml, String text) {
        String reason = yaml.replace("<stream end>", "the end of the file")
                .replace("<scalar>", "a value (is a comma missing?)")
                .replace("a flow mapping", "an object")
                .replace("a flow sequence", "a list")
                .replace("a double-quoted scalar", "a text")
                .replace("the node content", "a value")
                .replaceFirst(" \\(while parsing a flow node[^)]*\\)", "")
                .replace("expected '<document start>', but found", "behind the object that is the whole file stands");
        if (reason.contains("unknown escape character")) {
            return reason + "; a backslash is written twice";
        }
        return COMMENT.matcher(text).find() ? reason + "; JSON has no comments" : reason;
    }
}
