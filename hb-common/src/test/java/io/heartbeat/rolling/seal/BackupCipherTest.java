package io.heartbeat.rolling.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupCipherTest {
    private static final byte[] KEY = Keys.encryption("qrvM3e7/ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJk=");
    private static final int PIECE = 65_536;

    @TempDir
    Path directory;

    private final BackupCipher cipher = new BackupCipher(KEY);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE})
    void whatWasEncryptedIsReadAgain(int size) throws IOException {
        byte[] plain = bytes(size);
        assertThat(decrypt(encrypt(plain))).isEqualTo(plain);
    }

    @Test
    void everyDamageIsFound() throws IOException {
        byte[] sealed = encrypt(bytes(2 * PIECE));
        for (int at : new int[] {0, 4, 19, 20, 100, PIECE + 40, sealed.length - 1}) {
            byte[] damaged = sealed.clone();
            damaged[at] ^= 1;
            assertThatIOException().as("byte %d", at).isThrownBy(() -> decrypt(damaged));
        }
    }

    @Test
    void aCutFileIsFoundEvenBetweenItsPieces() throws IOException {
        byte[] sealed = encrypt(bytes(2 * PIECE));
        assertThatIOException().isThrownBy(() -> decrypt(Arrays.copyOf(sealed, 20 + PIECE + 16)));
        assertThatIOException().isThrownBy(() -> decrypt(Arrays.copyOf(sealed, 20)));
        assertThatIOException().isThrownBy(() -> decrypt(Arrays.copyOf(sealed, sealed.length - 1)));
        assertThatIOException().isThrownBy(() -> decrypt(Arrays.copyOf(sealed, sealed.length + 1)));
    }

    @Test
    void anotherKeyOpensNothing() throws IOException {
        Path file = Files.write(directory.resolve("x.enc"), encrypt(bytes(10)));
        BackupCipher other = new BackupCipher(new byte[32]);
        assertThatIOException()
                .isThrownBy(() -> other.decrypt(file, new ByteArrayOutputStream()))
                .withMessageContaining("another key");
    }

    @Test
    void twoFilesOfOneTextDiffer() throws IOException {
        assertThat(encrypt(bytes(10))).isNotEqualTo(encrypt(bytes(10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "AAAA", "zz112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"})
    void aKeyThatIsNoneNamesTheWayOut(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keys.encryption(text))
                .withMessageContaining("openssl rand -base64 32");
    }

    private byte[] encrypt(byte[] plain) throws IOException {
        Path file = Files.write(directory.resolve("plain"), plain);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        cipher.apply(file, sealed);
        return sealed.toByteArray();
    }

    private byte[] decrypt(byte[] sealed) throws IOException {
        Path file = Files.write(directory.resolve("sealed"), sealed);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        cipher.decrypt(file, plain);
        return plain.toByteArray();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
