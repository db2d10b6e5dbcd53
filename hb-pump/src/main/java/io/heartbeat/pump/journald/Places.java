package io.heartbeat.pump.journald;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where the files of a source lie: the rules of sd_journal_open(3) and its sisters. Immutable and thread-safe. */
final class Places {
    private static final Pattern MACHINE =
            Pattern.compile("([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\\.(.+))?");
    /** Users beneath are the system's: journald keeps what they log among the system's. */
    private static final int FIRST_HUMAN = 1000;

    private final JournalSource source;
    private final Machine machine;
    private final List<Path> roots;

    Places(JournalSource source, Machine machine) {
        this.source = source;
        this.machine = machine;
        this.roots = roots(source, machine);
    }

    private static List<Path> roots(JournalSource source, Machine machine) {
        if (!source.files().isEmpty()) {
            return List.of();
        }
        boolean system = source.path() == null || source.flags().contains(JournalFlag.OS_ROOT);
        if (!system) {
            return List.of(source.path());
        }
        Path root = source.path() == null ? machine.root() : source.path();
        Path volatiles = root.resolve("run/log/journal");
        return source.flags().contains(JournalFlag.RUNTIME_ONLY)
                ? List.of(volatiles)
                : List.of(volatiles, root.resolve("var/log/journal"));
    }

    /** The directories that exist now. */
    List<Path> directories() {
        List<Path> found = new ArrayList<>();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                found.add(root);
                list(root).stream().filter(this::machines).forEach(found::add);
            }
        }
        for (Path file : source.files()) {
            Path directory = file.toAbsolutePath().getParent();
            if (!found.contains(directory)) {
                found.add(directory);
            }
        }
        return found;
    }

    /** The files that are wanted in one of the directories. */
    List<Path> files(Path directory) {
        if (!source.files().isEmpty()) {
            return source.files().stream()
                    .filter(file -> file.toAbsolutePath().getParent().equals(directory))
                    .toList();
        }
        if (source.namespace() != null && roots.contains(directory)) {
            return List.of();
        }
        return list(directory).stream()
                .filter(file -> wanted(file.getFileName().toString()))
                .toList();
    }

    /** Whether what lies there is gone after a restart: journald copies it from there to the disk. */
    boolean runtime(Path file) {
        return !roots.isEmpty() && roots.get(0).endsWith("run/log/journal") && file.startsWith(roots.get(0));
    }

    private boolean machines(Path directory) {
        var name = MACHINE.matcher(directory.getFileName().toString());
        if (!name.matches() || !Files.isDirectory(directory)) {
            return false;
        }
        boolean here = name.group(1).replace("-", "").equals(machine.id());
        return (here || !source.flags().contains(JournalFlag.LOCAL_ONLY))
                && java.util.Objects.equals(name.group(2), source.namespace());
    }

    private boolean wanted(String name) {
        if (!name.endsWith(".journal") && !name.endsWith(".journal~")) {
            return false;
        }
        boolean user = source.flags().contains(JournalFlag.CURRENT_USER);
        boolean system = source.flags().contains(JournalFlag.SYSTEM);
        return !user && !system
                || user && of("user-" + machine.user(), name)
                || (system || machine.user() < FIRST_HUMAN) && of("system", name);
    }

    private static boolean of(String prefix, String name) {
        return name.equals(prefix + ".journal") || name.equals(prefix + ".journal~") || name.startsWith(prefix + "@");
    }

    private static List<Path> list(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            all.forEach(found::add);
        } catch (IOException | DirectoryIteratorException goneOrForbidden) {
            return found;
        }
        found.sort(null);
        return found;
    }
}
