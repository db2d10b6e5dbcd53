package io.heartbeat.pump.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Regular expressions as Python writes them, on an engine whose time grows with the text only (RE2). */
public final class Patterns {
    private Patterns() {}

    /**
     * Compiles a pattern; {@code (?P<name>…)} and {@code (?<name>…)} both name a group, {@code \Z} is the end of the text.
     *
     * @throws IllegalArgumentException that says what is wrong, or what RE2 cannot express
     */
    public static Pattern compile(String python) {
        try {
            return Pattern.compile(ends(python));
        } catch (PatternSyntaxException e) {
            String why = e.getDescription();
            boolean looks = python.contains("(?=")
                    || python.contains("(?!")
                    || python.contains("(?<=")
                    || python.contains("(?<!")
                    || python.contains("(?P=")
                    || python.matches(".*\\\\[1-9].*");
            throw new IllegalArgumentException(
                    looks
                            ? "uses look-around, or a back reference inside a pattern, which RE2 does not have, as it promises"
                                    + " linear time; write it without them"
                            : "is no regular expression: " + why,
                    e);
        }
    }

    private static String ends(String python) {
        StringBuilder text = new StringBuilder(python.length());
        for (int i = 0; i < python.length(); i++) {
            char c = python.charAt(i);
            text.append(c);
            if (c == '\\' && i + 1 < python.length()) {
                char next = python.charAt(++i);
                text.append(next == 'Z' ? 'z' : next);
            }
        }
        return text.toString();
    }

    /**
     * Translates Python's replacement ({@code \1}, {@code \g<1>}, {@code \g<name>}, {@code \n}, {@code \\}) to RE2/J's.
     *
     * @throws IllegalArgumentException when it names a group that the pattern does not have
     */
    static String replacement(Pattern pattern, String python) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < python.length(); i++) {
            char c = python.charAt(i);
            if (c == '$' || Character.isDigit(c)) {
                out.append('\\').append(c); // a digit would join the number of a group before it
            } else if (c != '\\') {
                out.append(c);
            } else if (i + 1 == python.length()) {
                throw new IllegalArgumentException("ends with a lone backslash");
            } else {
                i = escape(pattern, python, i + 1, out);
            }
        }
        return out.toString();
    }

    /** Answers the index of the last character it took. */
    private static int escape(Pattern pattern, String python, int at, StringBuilder out) {
        char c = python.charAt(at);
        if (c >= '1' && c <= '9') {
            int end = at + 1 < python.length() && Character.isDigit(python.charAt(at + 1)) ? at + 2 : at + 1;
            group(pattern, python.substring(at, end), out);
            return end - 1;
        }
        int close = python.indexOf('>', at);
        if (c == 'g' && python.startsWith("g<", at) && close > 0) {
            group(pattern, python.substring(at + 2, close), out);
            return close;
        }
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case '\\' -> out.append("\\\\");
            default -> throw new IllegalArgumentException("`\\" + c + "` means nothing in a replacement");
        }
        return at;
    }

    private static void group(Pattern pattern, String name, StringBuilder out) {
        if (name.matches("[0-9]{1,2}")) {
            int number = Integer.parseInt(name);
            if (number > pattern.groupCount()) {
                throw new IllegalArgumentException("\\" + number + " names a group that the pattern does not have");
            }
            out.append('$').append(number);
        } else if (pattern.namedGroups().containsKey(name)) {
            out.append('$').append(pattern.namedGroups().get(name));
        } else {
            throw new IllegalArgumentException("\\g<" + name + "> names a group that the pattern does not have");
        }
    }
}
