package io.heartbeat.rolling.seal;

import io.heartbeat.rolling.BackupStep;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts backups with AES-256-GCM, piece by piece, so that size costs no memory and a piece that is changed, moved, added
 * or missing is found (docs/MESSAGE_JOURNAL.md, "Encryption"). Thread-safe.
 *
 * <p>{@code HBE1}, 16 bytes of salt, then pieces of 64 KiB, each with its tag. The key of the file is
 * HMAC-SHA256(key, "heartbeat backup" + salt); the nonce of a piece is its number and whether it is the last.
 */
public final class BackupCipher implements BackupStep {
    private static final byte[] MAGIC = "HBE1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PURPOSE = "heartbeat backup".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 16;
    private static final int PIECE = 64 * 1024;
    private static final int TAG = 16;

    private final byte[] key;
    private final SecureRandom random = new SecureRandom();

    /** @param key 32 bytes, see {@link Keys#encryption} */
    public BackupCipher(byte[] key) {
        this.key = key.clone();
    }

    @Override
    public String suffix() {
        return ".enc";
    }

    @Override
    public void apply(Path source, OutputStream target) throws IOException {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        target.write(MAGIC);
        target.write(salt);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(source), PIECE)) {
            pieces(Cipher.ENCRYPT_MODE, salt, in, PIECE, target);
        } catch (GeneralSecurityException impossible) {
            throw new IOException("cannot encrypt " + source, impossible);
        }
    }

    /**
     * Decrypts a file to a stream. Each piece is checked before it is written; what was written before a failure is true
     * and incomplete.
     *
     * @throws IOException when the key is wrong, the file is damaged or cut, or cannot be read
     */
    public void decrypt(Path source, OutputStream target) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(source), PIECE)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new IOException(source + " is no encrypted backup");
            }
            pieces(Cipher.DECRYPT_MODE, in.readNBytes(SALT), in, PIECE + TAG, target);
        } catch (GeneralSecurityException wrong) {
            throw new IOException(source + " is damaged or was encrypted with another key", wrong);
        }
    }

    private void pieces(int mode, byte[] salt, InputStream in, int length, OutputStream target)
            throws IOException, GeneralSecurityException {
        SecretKeySpec fileKey = fileKey(salt);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        boolean last = false;
        for (long number = 0; !last; number++) {
            byte[] piece = in.readNBytes(length);
            last = atEnd(in);
            if (mode == Cipher.DECRYPT_MODE && piece.length < TAG) {
                throw new AEADBadTagException("cut");
            }
            byte[] nonce = ByteBuffer.allocate(12)
                    .putLong(3, number)
                    .put(11, (byte) (last ? 1 : 0))
                    .array();
            cipher.init(mode, fileKey, new GCMParameterSpec(8 * TAG, nonce));
            target.write(cipher.doFinal(piece));
        }
    }

    private static boolean atEnd(InputStream in) throws IOException {
        in.mark(1);
        boolean end = in.read() < 0;
        in.reset();
        return end;
    }

    private SecretKeySpec fileKey(byte[] salt) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update(PURPOSE);
        mac.update(salt);
        return new SecretKeySpec(mac.doFinal(), "AES");
    }
}
