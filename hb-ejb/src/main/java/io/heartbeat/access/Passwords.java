package io.heartbeat.access;

import java.security.SecureRandom;

/** Passwords as they are stored: old ones by PBKDF2 are read, new ones are Argon2id. Comparison takes constant time. */
public final class Passwords {
    /** No password that a person or a generator makes is longer; a longer one never matches. */
    public static final int MAX_LENGTH = 1024;

    private Passwords() {}

    /** Whether a stored password can be checked at all; a configuration that has another one is wrong. */
    public static boolean readable(String stored) {
        return Pbkdf2.read(stored) != null || Argon2id.read(stored) != null;
    }

    /** Whether a password is the stored one. False when the stored one is not readable. Takes about 0.1 to 1 s on purpose. */
    public static boolean matches(String stored, String password) {
        if (password.length() > MAX_LENGTH) {
            return false;
        }
        Pbkdf2 pbkdf2 = Pbkdf2.read(stored);
        if (pbkdf2 != null) {
            return pbkdf2.matches(password);
        }
        Argon2id argon2id = Argon2id.read(stored);
        return argon2id != null && argon2id.matches(password);
    }

    /** Whether a stored password is of an older kind than {@link #store} makes. */
    static boolean outdated(String stored) {
        return !Argon2id.current(stored);
    }

    /** Stores a new password; the answer is one line for the configuration. */
    public static String store(String password) {
        return Argon2id.store(password, new SecureRandom());
    }
}
