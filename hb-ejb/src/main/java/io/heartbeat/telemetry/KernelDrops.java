package io.heartbeat.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads what the kernel dropped at UDP sockets of ours, from the last column of {@code /proc/net/udp} and {@code udp6}. Thread-safe. */
public final class KernelDrops {
    private final String port;

    /** @param port the sockets' own */
    public KernelDrops(int port) {
        this.port = String.format(Locale.ROOT, ":%04X", port);
    }

    /** Datagrams dropped at all sockets of the port since they were opened; NaN where there is no such file. */
    public double count() {
        try {
            return drops(Path.of("/proc/net/udp")) + drops(Path.of("/proc/net/udp6"));
        } catch (IOException notLinux) {
            return Double.NaN;
        }
    }

    private double drops(Path table) throws IOException {
        if (!Files.exists(table)) {
            return 0;
        }
        List<String> lines = Files.readAllLines(table);
        return lines.stream()
                .skip(1)
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length > 12 && columns[1].endsWith(port))
                .mapToDouble(columns -> Double.parseDouble(columns[12]))
                .sum();
    }
}
