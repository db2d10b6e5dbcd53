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
        if (start instanceof JournalStart.Tail) {
            command.add("--lines=0");
            return;
        }
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
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            boolean any = process.getInputStream().readAllBytes().length > 0;
            boolean over = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
            process.destroyForcibly();
            return any && over;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
