package io.heartbeat.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of an agent, as it is compared: numbers with dots, then perhaps a hyphen and a word ({@code 1.2.0-SNAPSHOT}),
 * which makes it older than the same without. Missing numbers count as 0. Immutable.
 *
 * @param text as it is written
 */
public record Release(String text) implements Comparable<Release> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9}){0,4})(?:-([0-9A-Za-z.]{1,20}))?");

    /** @throws IllegalArgumentException when it is no version */
    public Release {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no version, such as 1.2.0");
        }
    }

    /** The version in a text; empty when it is none, or null. */
    public static Optional<Release> of(String text) {
        return text != null && FORM.matcher(text).matches() ? Optional.of(new Release(text)) : Optional.empty();
    }

    /** Whether this one is later than the other; what is no version is older than any. */
    public boolean newerThan(String other) {
        return of(other).map(release -> compareTo(release) > 0).orElse(true);
    }

    @Override
    public int compareTo(Release other) {
        Matcher left = matcher();
        Matcher right = other.matcher();
        String[] one = left.group(1).split("\\.", -1);
        String[] two = right.group(1).split("\\.", -1);
        for (int i = 0; i < Math.max(one.length, two.length); i++) {
            int difference = Integer.compare(number(one, i), number(two, i));
            if (difference != 0) {
                return difference;
            }
        }
        return words(left.group(2), right.group(2));
    }

    private static int words(String one, String two) {
        if (one == null || two == null) {
            return one == null ? two == null ? 0 : 1 : -1;
        }
        return one.compareTo(two);
    }

    private static int number(String[] numbers, int index) {
        return index < numbers.length ? Integer.parseInt(numbers[index]) : 0;
    }

    private Matcher matcher() {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException(text);
        }
        return matcher;
    }
}
