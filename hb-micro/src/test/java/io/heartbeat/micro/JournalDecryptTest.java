package io.heartbeat.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.rolling.seal.BackupCipher;
import io.heartbeat.rolling.seal.Keys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JournalDecryptTest {
    private static final String KEY = "qrvM3e7/ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJk=";

    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();

    @Test
    void writesWhatWasEncrypted() throws IOException {
        Path key = Files.writeString(directory.resolve("journal.key"), KEY + "\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(run("--key", key.toString(), encrypted().toString())).isZero();
        } finally {
            System.setOut(before);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}\n");
    }

    @Test
    void saysWhichKeyIsNone() throws IOException {
        Path key = Files.writeString(directory.resolve("journal.key"), "short\n");
        assertThat(run("--key", key.toString(), encrypted().toString())).isEqualTo(1);
        assertThat(err.toString()).contains(key + ": must be 32 bytes").contains("openssl rand");
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        Path key = Files.writeString(directory.resolve("journal.key"), KEY);
        Path absent = directory.resolve("absent.enc");
        assertThat(run("--key", key.toString(), absent.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(absent + ": there is no such file");
    }

    private int run(String... arguments) {
        return new CommandLine(new JournalDecrypt())
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path encrypted() throws IOException {
        Path plain = Files.writeString(directory.resolve("plain"), "{\"n\":1}\n");
        Path sealed = directory.resolve("sealed.enc");
        try (OutputStream out = Files.newOutputStream(sealed)) {
            new BackupCipher(Keys.encryption(KEY)).apply(plain, out);
        }
        return sealed;
    }
}
