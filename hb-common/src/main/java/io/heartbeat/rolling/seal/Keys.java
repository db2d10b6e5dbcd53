package io.heartbeat.rolling.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Keys as people keep them in files. Errors say what was expected and how to make it; never what was found. */
public final class Keys {
    private static final String MAKE_SIGNING = "; make one with: openssl genpkey -algorithm ed25519 -out sign.pem";
    private static final String MAKE_PUBLIC = "; make it with: openssl pkey -in sign.pem -pubout -out sign.pub.pem";
    private static final int AES_BYTES = 32;

    private Keys() {}

    /**
     * A key for {@link BackupCipher}.
     *
     * @param text 32 bytes in base64 (as {@code openssl rand -base64 32} prints) or 64 hexadecimal digits
     * @throws IllegalArgumentException when it is neither
     */
    public static byte[] encryption(String text) {
        String word = text.strip();
        try {
            byte[] key = word.length() == 2 * AES_BYTES
                    ? HexFormat.of().parseHex(word)
                    : Base64.getDecoder().decode(word);
            if (key.length == AES_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException neither) {
            throw new IllegalArgumentException(expected(), neither);
        }
        throw new IllegalArgumentException(expected());
    }

    private static String expected() {
        return "must be 32 bytes in base64 or hexadecimal; make one with: openssl rand -base64 32";
    }

    /**
     * A private Ed25519 key.
     *
     * @param file PEM, PKCS#8
     * @throws IOException when it cannot be read or is none
     */
    public static PrivateKey signing(Path file) throws IOException {
        byte[] der = pem(file, "PRIVATE KEY", MAKE_SIGNING);
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException none) {
            throw new IOException(file + " is no private Ed25519 key" + MAKE_SIGNING, none);
        }
    }

    /**
     * A public Ed25519 key.
     *
     * @param file PEM, SubjectPublicKeyInfo
     * @throws IOException when it cannot be read or is none
     */
    public static PublicKey verifying(Path file) throws IOException {
        byte[] der = pem(file, "PUBLIC KEY", MAKE_PUBLIC);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException none) {
            throw new IOException(file + " is no public Ed25519 key" + MAKE_PUBLIC, none);
        }
    }

    private static byte[] pem(Path file, String label, String wayOut) throws IOException {
        String text = text(file, wayOut);
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new IOException(file + " holds no `" + begin + "`" + wayOut);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException damaged) {
            throw new IOException(file + " is damaged" + wayOut, damaged);
        }
    }

    private static String text(Path file, String wayOut) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException absent) {
            throw new IOException(file + ": there is no such file" + wayOut, absent);
        } catch (AccessDeniedException closed) {
            throw new IOException(file + ": no permission to read it", closed);
        }
    }
}
