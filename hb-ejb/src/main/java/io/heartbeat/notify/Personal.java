package io.heartbeat.notify;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * One thing that a user's own channel says of where to reach the user.
 *
 * @param key its name
 * @param secret whether who knows it may post or read, so that nobody is shown it again
 * @param fits whether a value can be one
 * @param rule what a value must be, for people: follows on "must be"
 */
public record Personal(String key, boolean secret, Predicate<String> fits, String rule) {
    private static final int LONGEST = 2_000;

    /** What anybody may see. */
    public static Personal shown(String key, String pattern, String rule) {
        return new Personal(key, false, value -> value.matches(pattern), rule);
    }

    /** What is kept to oneself. */
    public static Personal secret(String key, String pattern, String rule) {
        return new Personal(key, true, value -> value.matches(pattern), rule);
    }

    /** An address at which whoever knows it may post. */
    public static Personal hook() {
        return new Personal(
                "url",
                true,
                value -> Keys.http(value)
                                .filter(url -> url.getUserInfo() == null)
                                .isPresent()
                        && value.equals(value.strip()),
                "an address such as https://chat.example.org/hooks/KEY");
    }

    /** What is wrong with a value, without the value; empty when nothing is. */
    public Optional<String> wrong(String value) {
        return value.length() <= LONGEST && fits.test(value) ? Optional.empty() : Optional.of("must be " + rule);
    }
}
