package io.heartbeat.pump.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * Takes one kind of secret out of messages. Immutable, thread-safe.
 *
 * @param pattern what a secret looks like
 * @param replacement in RE2/J's form
 */
public record SecretFilter(Pattern pattern, String replacement) {
    /**
     * From the configuration's texts.
     *
     * @throws IllegalArgumentException when the replacement names a group that is not there
     */
    public static SecretFilter of(Pattern pattern, String python) {
        return new SecretFilter(pattern, Patterns.replacement(pattern, python));
    }

    /** The message without secrets; the same object when there is none. */
    String apply(String message) {
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? matcher.replaceAll(replacement) : message;
    }
}
