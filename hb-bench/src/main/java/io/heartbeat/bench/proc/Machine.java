package io.heartbeat.bench.proc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads /proc of this machine. */
public final class Machine {
    private static final Path PROC = Path.of("/proc");
    private static final Path RMEM_MAX = PROC.resolve("sys/net/core/rmem_max");

    private Machine() {}

    /** CPU seconds of a process, user and system, to a hundredth. */
    public static double cpuSeconds(long pid) throws IOException {
        return ProcTexts.cpuSeconds(read(pid + "/stat"));
    }

    /** Resident memory of a process in bytes. */
    public static long residentBytes(long pid) throws IOException {
        return ProcTexts.status(read(pid + "/status"), "VmRSS") * 1024;
    }

    /** Threads of a process. */
    public static long threads(long pid) throws IOException {
        return ProcTexts.status(read(pid + "/status"), "Threads");
    }

    /** Open file descriptors of a process. */
    public static long openFiles(long pid) throws IOException {
        try (Stream<Path> files = Files.list(PROC.resolve(pid + "/fd"))) {
            return files.count();
        }
    }

    /** Datagrams dropped so far because a socket's buffer was full, on the whole machine. */
    public static long receiveBufferErrors() throws IOException {
        return ProcTexts.udpCounters(read("net/snmp")).getOrDefault("RcvbufErrors", 0L);
    }

    /** Datagrams dropped so far at the present sockets of a port. */
    public static long drops(int port) throws IOException {
        long drops = ProcTexts.drops(read("net/udp"), port);
        return Files.exists(PROC.resolve("net/udp6")) ? drops + ProcTexts.drops(read("net/udp6"), port) : drops;
    }

    /** Largest receive buffer a process may ask for, bytes. */
    public static long receiveBufferLimit() throws IOException {
        // Files under /proc/sys give all they have to the first read and nothing to a second.
        try (BufferedReader reader = Files.newBufferedReader(RMEM_MAX)) {
            return Long.parseLong(reader.readLine().strip());
        }
    }

    /** Sets {@link #receiveBufferLimit}; root only. */
    public static void receiveBufferLimit(long bytes) throws IOException {
        Files.writeString(RMEM_MAX, Long.toString(bytes));
    }

    /** Processor and kernel, for the head of a report. */
    public static String description() throws IOException {
        String model = Files.readString(PROC.resolve("cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
        long memory = ProcTexts.status(read("meminfo"), "MemTotal") / 1024 / 1024;
        return Runtime.getRuntime().availableProcessors() + " × " + model + ", " + (memory + 1) + " GiB, Linux "
                + System.getProperty("os.version") + ", JDK " + Runtime.version();
    }

    /** The load averages over one, five and fifteen minutes. */
    public static String load() throws IOException {
        String[] averages = read("loadavg").split(" ");
        return averages[0] + ", " + averages[1] + ", " + averages[2];
    }

    private static String read(String path) throws IOException {
        return Files.readString(PROC.resolve(path));
    }
}
