package io.heartbeat.pump.journald;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Throws bytes at everything that reads what others wrote. In a normal build each target runs once over its seed corpus
 * beneath {@code FormatFuzzTestInputs}; to fuzz for real, one target at a time:
 *
 * <pre>{@code JAZZER_FUZZ=1 ./mvnw -pl hb-pump -am test -Dtest=FormatFuzzTest#file -Dsurefire.failIfNoSpecifiedTests=false}</pre>
 */
class FormatFuzzTest {
    private static final int MOST = 100_000;

    /** Any bytes as a journal file: an end in bounded time, no exception, and every field within its bytes. */
    @FuzzTest(maxDuration = "60s")
    void file(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzz", ".journal");
        try {
            Files.write(file, bytes);
            read(JournalSource.of(List.of(file)));
            read(JournalSource.of(List.of(file)).matching("_PID", "1"));
        } finally {
            Files.delete(file);
        }
    }

    private static void read(JournalSource source) throws IOException {
        Machine machine = new Machine(Path.of("/nowhere"), "", "0".repeat(32), 0);
        Cursor cursor = new Cursor(1, 2, 3, 4, 5, 6, 7, 8);
        for (JournalStart start :
                List.of(JournalStart.head(), JournalStart.after(cursor), JournalStart.secondsOfThisBoot(1))) {
            try (FileEntries entries = new FileEntries(source, start, TimeSource.SYSTEM, machine, path -> false)) {
                Entry entry = new Entry();
                for (int count = 0; entries.next(entry); count++) {
                    touch(entry);
                    if (count > MOST) {
                        throw new AssertionError("no end");
                    }
                }
            }
        }
    }

    private static void touch(Entry entry) {
        Cursor.parse(entry.cursor().toString());
        for (int i = 0; i < entry.size(); i++) {
            Field field = entry.field(i);
            if (field.length() < 0 || field.name().isEmpty() || field.text().length() > field.length()) {
                throw new AssertionError("a field out of its bytes");
            }
        }
    }

    /** Any bytes as an export stream, in one piece or byte by byte: the same entries. */
    @FuzzTest(maxDuration = "60s")
    void export(byte[] bytes) {
        Entry whole = new Entry();
        Entry pieces = new Entry();
        ExportParser one = new ExportParser();
        ExportParser many = new ExportParser();
        one.feed(bytes, 0, bytes.length);
        boolean more = one.next(whole);
        for (int i = 0; i < bytes.length; i++) {
            many.feed(bytes, i, 1);
            if (many.next(pieces)) {
                if (!more || !Seen.of(whole).equals(Seen.of(pieces))) {
                    throw new AssertionError("other entries in pieces");
                }
                more = one.next(whole);
            }
        }
        if (more) {
            throw new AssertionError("fewer entries in pieces");
        }
    }

    /** Any bytes as a compressed payload: unpacked or refused. */
    @FuzzTest(maxDuration = "60s")
    void payload(byte[] bytes) {
        Inflater inflater = new Inflater();
        for (int method = 0; method <= Layout.COMPRESSED; method++) {
            if (inflater.inflate(method, bytes, bytes.length) && inflater.length() > Inflater.LONGEST) {
                throw new AssertionError("too long");
            }
        }
    }

    /** Any text as a cursor: the same place again, or refused. */
    @FuzzTest(maxDuration = "20s")
    void cursor(byte[] bytes) {
        try {
            Cursor cursor = Cursor.parse(new String(bytes, ISO_8859_1));
            if (!Cursor.parse(cursor.toString()).equals(cursor)) {
                throw new AssertionError("another place");
            }
        } catch (IllegalArgumentException refused) {
            // That is the answer to what is no cursor.
        }
    }
}
