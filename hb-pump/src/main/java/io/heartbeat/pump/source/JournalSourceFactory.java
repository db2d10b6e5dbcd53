package io.heartbeat.pump.source;

import io.heartbeat.pump.journald.JournalFlag;
import io.heartbeat.pump.journald.JournalSource;
import io.heartbeat.pump.journald.JournalStart;
import io.heartbeat.settings.Section;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code source: journal}, the default: systemd's journal. */
public final class JournalSourceFactory implements SourceFactory {
    /** For the service loader. */
    public JournalSourceFactory() {}

    @Override
    public String type() {
        return "journal";
    }

    @Override
    public LogSource plan(Section reader) {
        JournalStart start = start(reader);
        Path path = reader.path("journal_path", null);
        List<Path> files = reader.texts("journal_files").stream().map(Path::of).toList();
        absent(reader, path, files);
        String namespace = reader.text("journal_namespace", null);
        Set<JournalFlag> flags = flags(reader, path != null || !files.isEmpty());
        List<byte[]> units = new ArrayList<>();
        reader.texts("units_to_match")
                .forEach(unit -> units.add(("_SYSTEMD_UNIT=" + unit).getBytes(StandardCharsets.UTF_8)));
        try {
            return new JournalLog(new JournalSource(path, files, namespace, flags, units), start);
        } catch (IllegalArgumentException e) {
            reader.problem(files.isEmpty() ? "journal_namespace" : "journal_files", e.getMessage());
            return new JournalLog(JournalSource.ofThisMachine(), start);
        }
    }

    private static void absent(Section reader, Path path, List<Path> files) {
        if (path != null && !Files.isDirectory(path)) {
            reader.warning(
                    "journal_path", "there is no directory " + path + " now; entries come as soon as there is one");
        }
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                reader.warning("journal_files", "there is no file " + file + " that can be read now");
            }
        }
    }

    private static JournalStart start(Section reader) {
        String text = reader.text("initial_position", "head").strip();
        if (text.equals("head")) {
            return JournalStart.head();
        }
        if (text.equals("tail")) {
            return JournalStart.tail();
        }
        if (text.matches("[0-9]{1,9}")) {
            return JournalStart.secondsOfThisBoot(Long.parseLong(text));
        }
        reader.problem("initial_position", "must be head, tail, or a number of seconds; found `" + text + "`");
        return JournalStart.head();
    }

    private static Set<JournalFlag> flags(Section reader, boolean elsewhere) {
        String key = reader.has("flags") ? "flags" : "journal_flags";
        if (reader.has("flags") && reader.has("journal_flags")) {
            reader.problem("flags", "is the same as journal_flags; keep one of the two");
        }
        List<String> names = reader.texts(key);
        if (names.isEmpty() && !reader.has(key)) {
            return elsewhere ? Set.of() : Set.of(JournalFlag.LOCAL_ONLY);
        }
        Set<JournalFlag> flags = EnumSet.noneOf(JournalFlag.class);
        for (String name : names) {
            try {
                String flag = name.strip().toUpperCase(Locale.ROOT);
                flags.addAll(
                        flag.matches("[0-9]{1,6}")
                                ? JournalFlag.of(Integer.parseInt(flag))
                                : Set.of(JournalFlag.valueOf(flag)));
            } catch (IllegalArgumentException e) {
                reader.problem(
                        key, "`" + name + "` is none of LOCAL_ONLY, RUNTIME_ONLY, SYSTEM, CURRENT_USER, OS_ROOT");
            }
        }
        return flags;
    }
}
