package io.heartbeat.rolling;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a crontab line.
 *
 * @param any whether it begins with a star, and so restricts no day
 * @param values the numbers that match
 */
record CronField(boolean any, BitSet values) {
    /** Whether a number matches. */
    boolean has(int value) {
        return values.get(value);
    }

    /**
     * Reads stars, numbers, ranges, steps and lists of them.
     *
     * @param names words for numbers, the first for the lowest
     */
    static CronField parse(String field, String text, int min, int max, List<String> names) {
        BitSet values = new BitSet(max + 1);
        for (String part : text.split(",", -1)) {
            String[] halves = part.split("/", 2);
            int step = halves.length == 1 ? 1 : number(field, text, halves[1], 1, max, List.of());
            String[] ends = halves[0].split("-", 2);
            int from = ends[0].equals("*") ? min : number(field, text, ends[0], min, max, names);
            boolean open = ends[0].equals("*") || ends.length == 1 && halves.length == 2;
            int to = ends.length == 2 ? number(field, text, ends[1], min, max, names) : open ? max : from;
            if (to < from || ends[0].equals("*") && ends.length == 2) {
                throw wrong(field, text, min, max);
            }
            for (int value = from; value <= to; value += step) {
                values.set(value);
            }
        }
        return new CronField(text.startsWith("*"), values);
    }

    private static int number(String field, String text, String digits, int min, int max, List<String> names) {
        int named = names.indexOf(digits.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named + min;
        }
        if (digits.matches("[0-9]{1,2}")) {
            int number = Integer.parseInt(digits);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw wrong(field, text, min, max);
    }

    private static IllegalArgumentException wrong(String field, String text, int min, int max) {
        return new IllegalArgumentException("`" + text + "` is no " + field + " of a crontab line: numbers from " + min
                + " to " + max + ", *, 1-5, */5");
    }
}
