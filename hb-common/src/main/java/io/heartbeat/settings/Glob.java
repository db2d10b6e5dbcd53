package io.heartbeat.settings;

/**
 * A pattern as people write it: {@code *} stands for any text, {@code ?} for one character, everything else for itself.
 * Matches in time proportional to pattern × text whatever is written, which a regular expression would not promise.
 *
 * @param pattern as written
 */
public record Glob(String pattern) {
    /** Whether the whole text fits. */
    public boolean matches(String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = in++;
                resume = at;
            } else if (in < pattern.length() && (pattern.charAt(in) == '?' || pattern.charAt(in) == text.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') {
            in++;
        }
        return in == pattern.length();
    }

    /** Whether it stands for itself only. */
    public boolean literal() {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }
}
