package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An entry as a value, to be compared: bytes as Latin-1 text, so that each is a character. */
record Seen(String cursor, long realtime, long monotonic, List<String> fields) {
    static Seen of(Entry entry) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < entry.size(); i++) {
            Field field = entry.field(i);
            // journalctl takes the boot from elsewhere and puts it first.
            fields.add(
                    field.name().equals("_BOOT_ID") ? 0 : fields.size(),
                    field.name() + "="
                            + new String(field.bytes(), field.offset(), field.length(), StandardCharsets.ISO_8859_1));
        }
        return new Seen(entry.cursor().toString(), entry.realtimeMicros(), entry.monotonicMicros(), fields);
    }

    /** All there is at present. */
    static List<Seen> all(JournalEntries entries) throws IOException {
        List<Seen> all = new ArrayList<>();
        Entry entry = new Entry();
        while (entries.next(entry)) {
            all.add(of(entry));
        }
        return all;
    }

    /** What the reader makes of a source from its head. */
    static List<Seen> read(JournalSource source) throws IOException {
        return read(source, JournalStart.head());
    }

    static List<Seen> read(JournalSource source, JournalStart start) throws IOException {
        try (JournalEntries entries = JournalReader.open(source, start, io.heartbeat.clock.TimeSource.SYSTEM)) {
            return all(entries);
        }
    }

    /** What {@code journalctl -o export} makes of it. */
    static List<Seen> journalctl(String... arguments) throws IOException {
        List<Seen> all = new ArrayList<>();
        byte[] out = Tool.run(Tool.command("journalctl", List.of("-o", "export", "--no-pager", "-q"), arguments))
                .out();
        ExportParser parser = new ExportParser();
        parser.feed(out, 0, out.length);
        Entry entry = new Entry();
        while (parser.next(entry)) {
            all.add(of(entry));
        }
        return all;
    }

    static List<Seen> journalctl(Path directory) throws IOException {
        return journalctl("-D", directory.toString());
    }

    /** The first value of a field, null when there is none. */
    String value(String name) {
        return fields.stream()
                .filter(field -> field.startsWith(name + "="))
                .map(field -> field.substring(name.length() + 1))
                .findFirst()
                .orElse(null);
    }

    static List<String> messages(List<Seen> entries) {
        return entries.stream().map(entry -> entry.value("MESSAGE")).toList();
    }

    /** Fails at the first entry that differs, and says only that one. */
    static void assertSame(List<Seen> actual, List<Seen> expected) {
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            assertThat(actual.get(i).brief())
                    .as("entry %d", i)
                    .isEqualTo(expected.get(i).brief());
            assertThat(actual.get(i)).as("entry %d", i).isEqualTo(expected.get(i));
        }
        assertThat(actual.size()).as("entries").isEqualTo(expected.size());
    }

    private String brief() {
        String text = toString();
        return text.length() > 2000 ? text.substring(0, 2000) + text.length() : text;
    }
}
