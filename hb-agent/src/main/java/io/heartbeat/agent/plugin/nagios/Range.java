package io.heartbeat.agent.plugin.nagios;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of a check's threshold, {@code [@][start:]end}: values outside alert, with {@code @} those inside.
 *
 * @param start included; {@code ~} is negative infinity, absent is 0
 * @param end included; absent behind a colon is infinity
 * @param inverted whether values inside alert
 */
record Range(double start, double end, boolean inverted) {
    private static final Pattern FORM = Pattern.compile("(@?)(?:(~|" + Decimal.FORM + ")?(:))?(" + Decimal.FORM + ")?");

    /** Empty when it is none, or says nothing. */
    static Optional<Range> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || matcher.group(3) == null && matcher.group(4) == null) {
            return Optional.empty();
        }
        String from = matcher.group(2);
        String to = matcher.group(4);
        double start = from == null ? 0 : from.equals("~") ? Double.NEGATIVE_INFINITY : Decimal.parse(from);
        double end = to == null ? Double.POSITIVE_INFINITY : Decimal.parse(to);
        return start <= end
                ? Optional.of(new Range(start, end, !matcher.group(1).isEmpty()))
                : Optional.empty();
    }

    /** Whether a value is one to alert about. */
    boolean alerts(double value) {
        boolean inside = value >= start && value <= end;
        return inside == inverted;
    }
}
