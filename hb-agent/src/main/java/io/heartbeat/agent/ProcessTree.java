package io.heartbeat.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ends a process with all that it has started. Descendants whose parents are gone, which no list of children shows, are
 * found by a mark in the environment that each inherits (Linux, what this user may read); SIGKILL, which nothing can trap.
 * What empties its environment and also leaves its parents escapes.
 */
final class ProcessTree {
    private static final Path PROCESSES = Path.of("/proc");
    private static final int ROUNDS = 40;
    private static final long ROUND_MILLIS = 5;

    private ProcessTree() {}

    /** What a run's processes carry in their environment. */
    record Mark(String value) {
        private static final String KEY = "HBC_RUN";

        void putInto(Map<String, String> environment) {
            environment.put(KEY, value);
        }

        private boolean isIn(Path process) {
            try {
                byte[] environment = Files.readAllBytes(process.resolve("environ"));
                String text = "\0" + new String(environment, StandardCharsets.ISO_8859_1) + "\0";
                return text.contains("\0" + KEY + "=" + value + "\0");
            } catch (IOException e) {
                return false; // another user's, or gone meanwhile
            }
        }
    }

    /** Ends them all; a process that starts others meanwhile is met in the next round. An interrupt is kept for later. */
    static void end(ProcessHandle root, Mark mark) {
        boolean interrupted = Thread.interrupted();
        Set<ProcessHandle> found = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            found.add(root);
            root.descendants().forEach(found::add);
            addMarked(found, mark);
            found.removeIf(ProcessTree::ended);
            if (found.isEmpty()) {
                break;
            }
            found.forEach(ProcessHandle::destroyForcibly);
            interrupted |= interruptedPause();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An orphan that has ended lingers as a zombie until the first process of the machine has taken note. */
    private static boolean ended(ProcessHandle process) {
        Path stat = PROCESSES.resolve(process.pid() + "/stat");
        try {
            String text = new String(Files.readAllBytes(stat), StandardCharsets.ISO_8859_1);
            return text.startsWith(") Z", text.lastIndexOf(')'));
        } catch (IOException e) {
            return !process.isAlive(); // gone, or no Linux
        }
    }

    private static boolean interruptedPause() {
        try {
            Thread.sleep(ROUND_MILLIS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static void addMarked(Set<ProcessHandle> found, Mark mark) {
        if (!Files.isDirectory(PROCESSES)) {
            return;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                Optional<ProcessHandle> handle =
                        ProcessHandle.of(Long.parseLong(process.getFileName().toString()));
                // Asked for the mark after it is held: the handle knows its start, so no other can be met by its
                // number.
                if (handle.isPresent() && mark.isIn(process)) {
                    found.add(handle.get());
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            System.getLogger(ProcessTree.class.getName()).log(System.Logger.Level.DEBUG, "looking for processes", e);
        }
    }
}
