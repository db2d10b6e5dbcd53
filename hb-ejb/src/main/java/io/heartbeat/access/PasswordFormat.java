package io.heartbeat.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two kinds of hashed passwords that are read. */
final class PasswordFormat {
    private static final Pattern PBKDF2 =
            Pattern.compile("pbkdf2:sha256(?::(\\d{1,8}))?\\$[^$]{1,256}\\$[0-9a-fA-F]{64}");
    private static final Pattern ARGON2ID = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=\\d{1,8},t=\\d{1,4},p=\\d{1,3}\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{22,86}");
    private static final int MOST_ITERATIONS = 10_000_000;

    private PasswordFormat() {}

    /** {@code pbkdf2:sha256[:iterations]$salt$hexhash} with a 32-byte key, or an Argon2id string (PHC). */
    static boolean readable(String hash) {
        Matcher pbkdf2 = PBKDF2.matcher(hash);
        if (!pbkdf2.matches()) {
            return ARGON2ID.matcher(hash).matches();
        }
        int iterations = pbkdf2.group(1) == null ? 1 : Integer.parseInt(pbkdf2.group(1));
        return iterations > 0 && iterations <= MOST_ITERATIONS;
    }
}
