package io.heartbeat.agent.plugin.nagios;

/** Numbers as checks write them: also without a digit before the point, and with the decimal comma of a locale. */
final class Decimal {
    /** Bounded, so that it is always finite; what is longer is no number that anybody measured. */
    static final String FORM =
            "[-+]?+(?:[0-9]{1,40}+(?:[.,][0-9]{0,40}+)?+|[.,][0-9]{1,40}+)(?:[eE][-+]?+[0-9]{1,2}+(?![0-9]))?+";

    private Decimal() {}

    static boolean matches(String text) {
        return text.matches(FORM);
    }

    static double parse(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }

    /** Whole numbers without a fraction. */
    static Object plain(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return whole ? (Object) (long) number : (Object) number;
    }
}
