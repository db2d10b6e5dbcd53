package io.heartbeat.bench.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Journal files as a busy host has them: services that log requests, 21 fields an entry, most of which repeat. Written by
 * systemd-journal-remote, compression as it comes (Debian: ZSTD above 512 bytes).
 */
public final class SampleJournal {
    private static final String WRITER = "/lib/systemd/systemd-journal-remote";
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final int PROCESSES = 300;
    private static final int SERVICES = 40;

    private SampleJournal() {}

    /** Whether this machine has the writer. */
    public static boolean available() {
        return Files.isExecutable(Path.of(WRITER));
    }

    /** Writes entries into files in a directory, which are the same every time. */
    public static void write(Path directory, long entries) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(List.of(
                        WRITER, "-o", directory.resolve("sample.journal").toString(), "-"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Random random = new Random(50_003);
        try (OutputStream out = new BufferedOutputStream(writer.getOutputStream(), 1 << 16)) {
            for (long i = 0; i < entries; i++) {
                out.write(entry(i, random.nextInt(PROCESSES), random).getBytes(UTF_8));
            }
        }
        if (writer.waitFor() != 0) {
            throw new IOException(WRITER + " ended with " + writer.exitValue());
        }
    }

    private static String entry(long i, int process, Random random) {
        long micros = 1_700_000_000_000_000L + i * 1000;
        String service = "app-" + process % SERVICES;
        return "__REALTIME_TIMESTAMP=" + micros + "\n__MONOTONIC_TIMESTAMP=" + (1_000_000 + i * 1000)
                + "\n_BOOT_ID=" + ID + "\n_MACHINE_ID=" + ID + "\n_HOSTNAME=web-01.example.com\n_TRANSPORT=journal"
                + "\n_UID=" + (1000 + process % 3)
                + "\n_GID=1000\n_CAP_EFFECTIVE=1ffffffffff\n_SELINUX_CONTEXT=unconfined"
                + "\n_SYSTEMD_SLICE=system.slice\n_SYSTEMD_CGROUP=/system.slice/" + service + ".service"
                + "\n_SYSTEMD_UNIT=" + service + ".service\n_COMM=" + service + "\n_EXE=/usr/bin/" + service
                + "\n_CMDLINE=/usr/bin/" + service + " --serve --port " + (8000 + process % SERVICES)
                + "\n_PID=" + (1000 + process) + "\nSYSLOG_IDENTIFIER=" + service + "\nSYSLOG_FACILITY=3"
                + "\nPRIORITY=" + random.nextInt(8) + "\nCODE_LINE=" + random.nextInt(500)
                + "\n_SOURCE_REALTIME_TIMESTAMP=" + (micros - random.nextInt(900))
                + "\nMESSAGE=request " + Long.toHexString(random.nextLong()) + " from 10.0." + random.nextInt(256) + "."
                + random.nextInt(256) + " took " + random.nextInt(900) + " ms and returned " + random.nextInt(100_000)
                + " bytes with status 200\n\n";
    }
}
