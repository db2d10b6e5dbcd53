package io.heartbeat.pump.journald;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Command lines of {@code journalctl}. Immutable and thread-safe.
 *
 * @param program the program and what always comes first
 */
record Journalctl(List<String> program) implements FileSet.Judge {
    private static final long PATIENCE_S = 10;
    private static final int MOST = 64 << 20;

    /** The one of the system. */
    static Journalctl ofTheSystem() {
        return new Journalctl(List.of("journalctl"));
    }

    /** Reads all of a source as an export stream and follows it. The entry of a cursor itself comes too, when it exists. */
    List<String> follow(JournalSource source, JournalStart start, Machine machine) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--output=export", "--quiet", "--no-pager", "--all", "--follow"));
        place(source, machine, command);
        begin(start, command);
        // Not a shell: what a match holds is one argument and nothing else.
        source.matches().forEach(match -> command.add(new String(match, StandardCharsets.UTF_8)));
        return command;
    }

    /** The command that shows the newest entry of a source. */
    private List<String> newestCommand(JournalSource source, Machine machine) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--output=export", "--quiet", "--no-pager", "--lines=1"));
        place(source, machine, command);
        return command;
    }

    /** Where the newest entry of a source stands, null when there is none. */
    Cursor newest(JournalSource source, Machine machine) throws IOException {
        byte[] out = output(newestCommand(source, machine));
        ExportParser parser = new ExportParser();
        parser.feed(out, 0, out.length);
        Entry entry = new Entry();
        return parser.next(entry) ? entry.cursor() : null;
    }

    private static void place(JournalSource source, Machine machine, List<String> command) {
        var flags = source.flags();
        if (source.path() != null) {
            command.add((flags.contains(JournalFlag.OS_ROOT) ? "--root=" : "--directory=") + source.path());
        } else if (flags.contains(JournalFlag.RUNTIME_ONLY)) {
            command.add("--directory=" + machine.root().resolve("run/log/journal"));
        } else if (source.files().isEmpty() && !flags.contains(JournalFlag.LOCAL_ONLY)) {
            command.add("--merge");
        }
        source.files().forEach(file -> command.add("--file=" + file));
        if (source.namespace() != null) {
            command.add("--namespace=" + source.namespace());
        }
        if (flags.contains(JournalFlag.SYSTEM)) {
            command.add("--system");
        }
        if (flags.contains(JournalFlag.CURRENT_USER)) {
            command.add("--user");
        }
    }

    private static void begin(JournalStart start, List<String> command) {
        command.add("--no-tail");
        if (start instanceof JournalStart.Seconds ago) {
            command.add("--boot");
            command.add("--since=-" + ago.seconds() + "s");
        } else if (start instanceof JournalStart.After after) {
            // --after-cursor skips one entry too many when that of the cursor is gone.
            command.add("--cursor=" + after.cursor());
        }
    }

    /** Whether it reads a file: it may be newer than we are. */
    @Override
    public boolean understands(Path file) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--output=export", "--quiet", "--no-pager", "--lines=1", "--file=" + file));
        try {
            return output(command).length > 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static byte[] output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            byte[] out = process.getInputStream().readNBytes(MOST);
            return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) ? out : new byte[0];
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while journalctl answered", stopping);
        } finally {
            process.destroyForcibly();
        }
    }
}
