package io.heartbeat.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Stored passwords of the form {@code $argon2id$v=19$m=KiB,t=passes,p=lanes$salt$hash} (RFC 9106, the PHC string format). */
final class Argon2id {
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]?),p=([1-9])"
                    + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /** What a new password costs: 19 MiB, two passes (the smallest that OWASP recommends; a login must not empty the heap). */
    private static final int MEMORY_KIB = 19_456;

    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** More than this a configured hash may not ask for: 256 MiB. */
    private static final int MAX_MEMORY_KIB = 262_144;

    private final int memory;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2id(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
        this.memory = memory;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.hash = hash;
    }

    /** Reads one, or null when it is not of this form. */
    static Argon2id read(String stored) {
        Matcher form = FORM.matcher(stored);
        if (!form.matches() || Integer.parseInt(form.group(1)) > MAX_MEMORY_KIB) {
            return null;
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return new Argon2id(
                    Integer.parseInt(form.group(1)),
                    Integer.parseInt(form.group(2)),
                    Integer.parseInt(form.group(3)),
                    base64.decode(form.group(4)),
                    base64.decode(form.group(5)));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** Stores a new password. */
    static String store(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = derive(password, salt, MEMORY_KIB, PASSES, 1, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    /** Whether a stored one costs what a new one does. */
    static boolean current(String stored) {
        return stored.startsWith("$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$");
    }

    boolean matches(String password) {
        return MessageDigest.isEqual(derive(password, salt, memory, passes, lanes, hash.length), hash);
    }

    private static byte[] derive(String password, byte[] salt, int memory, int passes, int lanes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] derived = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), derived);
        return derived;
    }
}
