package io.heartbeat.pump.journald;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes journal files with Debian's systemd-journal-remote, of entries that a test describes. */
final class JournalFiles {
    static final String BOOT = "0123456789abcdef0123456789abcdef";
    static final String REMOTE = "/lib/systemd/systemd-journal-remote";

    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private long micros = 1_700_000_000_000_000L;
    private String boot = BOOT;

    /** The entries that follow are of another boot. */
    JournalFiles boot(String id) {
        boot = id;
        return this;
    }

    /** The entries that follow are so much later. */
    JournalFiles later(long seconds) {
        micros += seconds * 1_000_000;
        return this;
    }

    /** One entry a millisecond later, fields {@code NAME=value} as text. */
    JournalFiles entry(String... fields) {
        begin();
        for (String field : fields) {
            line(field);
        }
        line("");
        return this;
    }

    /** One entry whose last field is binary. */
    JournalFiles binary(String name, byte[] value, String... fields) {
        begin();
        for (String field : fields) {
            line(field);
        }
        line(name);
        stream.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value.length)
                .array());
        stream.writeBytes(value);
        line("");
        line("");
        return this;
    }

    private void begin() {
        micros += 1000;
        line("__REALTIME_TIMESTAMP=" + micros);
        line("__MONOTONIC_TIMESTAMP=" + (micros - 1_699_990_000_000_000L));
        line("_BOOT_ID=" + boot);
    }

    private void line(String text) {
        stream.writeBytes((text + "\n").getBytes(UTF_8));
    }

    /** Many usual entries. */
    JournalFiles lines(int count, String prefix) {
        for (int i = 0; i < count; i++) {
            entry(
                    "MESSAGE=" + prefix + i,
                    "PRIORITY=" + i % 8,
                    "_PID=" + (100 + i % 7),
                    "_SYSTEMD_UNIT=unit-" + i % 5 + ".service",
                    "_HOSTNAME=host",
                    "SYSLOG_IDENTIFIER=test");
        }
        return this;
    }

    /** Entries whose messages are worth compressing. */
    JournalFiles stories(int count) {
        for (int i = 0; i < count; i++) {
            entry("MESSAGE=" + ("story " + i / 2 + " ").repeat(200), "PRIORITY=6", "NUMBER=" + i);
        }
        return this;
    }

    /** Writes the file; {@code settings} are SYSTEMD_JOURNAL_… variables. */
    Path write(Path file, boolean compress, Map<String, String> settings) throws IOException {
        Tool.Result result = Tool.run(
                List.of(REMOTE, "-o", file.toString(), "--compress=" + (compress ? "yes" : "no"), "-"),
                settings,
                stream.toByteArray());
        if (result.exit() != 0) {
            throw new IOException("systemd-journal-remote ended with " + result.exit());
        }
        return file;
    }

    Path write(Path file) throws IOException {
        return write(file, false, Map.of());
    }
}
