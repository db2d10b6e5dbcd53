package io.heartbeat.pump.filter;

import com.google.re2j.Pattern;

/** Shell patterns as regular expressions. */
final class Glob {
    private Glob() {}

    /** The same as a regular expression for the whole text; a bracket that is never closed stands for itself. */
    static String toPattern(String glob) {
        StringBuilder out = new StringBuilder("(?s)^");
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '['
                    ? glob.indexOf(']', Math.min(glob.length(), i + 2 + (glob.startsWith("[!", i) ? 1 : 0)))
                    : -1;
            if (c == '*') {
                out.append(".*");
            } else if (c == '?') {
                out.append('.');
            } else if (close > 0) {
                out.append(set(glob.substring(i + 1, close)));
                i = close;
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.append('$').toString();
    }

    private static String set(String inside) {
        boolean negated = inside.startsWith("!");
        String members = (negated ? inside.substring(1) : inside)
                .replace("\\", "\\\\")
                .replace("]", "\\]")
                .replace("[", "\\[");
        return "[" + (negated ? "^" : members.startsWith("^") ? "\\" : "") + members + "]";
    }
}
