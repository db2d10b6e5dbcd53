package io.heartbeat.alert;

/**
 * What every database takes. A row that one refuses for its contents would be tried again for ever, and hold up all behind
 * it; so nothing reaches a column that does not fit.
 */
final class Columns {
    /** Smaller ones, some databases call out of range. */
    private static final double SMALLEST = 1e-300;

    private Columns() {}

    /** A text of at most so many characters, without U+0000 and lone surrogates; null stays null. */
    static String fit(String text, int longest) {
        if (text == null) {
            return null;
        }
        StringBuilder fitted = new StringBuilder(Math.min(text.length(), longest));
        for (int i = 0; i < text.length() && fitted.length() < longest; i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair && fitted.length() + 2 <= longest) {
                fitted.append(c).append(text.charAt(++i));
            } else {
                fitted.append(c == 0 || Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
        return fitted.toString();
    }

    /** A finite number, else null. */
    static Double finite(double number) {
        if (!Double.isFinite(number)) {
            return null;
        }
        return Math.abs(number) < SMALLEST ? 0.0 : number;
    }

    /** A number, NaN for null. */
    static double number(Double column) {
        return column == null ? Double.NaN : column;
    }
}
