package io.heartbeat.agent.plugin.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of {@code /proc}. */
final class KernelTable {
    private KernelTable() {}

    /** Its lines. Names in it are anybody's bytes: one that is not UTF-8 must not hide the others. */
    static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
