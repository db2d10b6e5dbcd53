package io.heartbeat.bench.journal;

import io.heartbeat.bench.proc.ProcTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code bin/hbc pump} as it is built, from the start of the process until its state file says that the destination has
 * acknowledged every entry.
 *
 * @param destination where the entries go
 * @param home a checkout that was built
 */
record PumpContender(Destination destination, Path home) implements Contender {
    private static final Pattern SENT = Pattern.compile("\"count\" : ([0-9]+)");
    private static final long LOOK_MS = 2;

    /** Where entries go. */
    enum Destination {
        /** A file, synced with every batch. */
        FILE,
        /** Debian's rsyslogd over TCP on loopback. */
        RSYSLOG
    }

    @Override
    public String name() {
        return destination == Destination.FILE ? "hbc pump → file, synced per batch" : "hbc pump → rsyslogd, TCP";
    }

    @Override
    public Lap lap(Path journal, long entries) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(journal.toAbsolutePath().getParent(), "pump");
        if (destination == Destination.FILE) {
            return run(
                    journal,
                    entries,
                    work,
                    "\"output_type\": \"file\", \"file_output\": \"" + work.resolve("out") + "\"");
        }
        try (Rsyslogd server = new Rsyslogd(work)) {
            return run(
                    journal,
                    entries,
                    work,
                    "\"output_type\": \"rsyslog\", \"rsyslog_server\": \"127.0.0.1\", \"rsyslog_port\": "
                            + server.port());
        }
    }

    private Lap run(Path journal, long entries, Path work, String sender) throws IOException, InterruptedException {
        Path state = work.resolve("state.json");
        Path config = Files.writeString(
                work.resolve("pump.json"),
                "{\"json_state_file_path\": \"" + state + "\", \"readers\": {\"r\": {\"journal_path\": \""
                        + journal.toAbsolutePath() + "\", \"senders\": {\"s\": {" + sender + "}}}}}");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(List.of(home.resolve("bin/hbc").toString(), "pump", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("log").toFile())
                .start();
        try {
            while (sent(state) < entries) {
                if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                    throw new IOException("hbc pump ended: " + Files.readString(work.resolve("log")));
                }
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            Path proc = Path.of("/proc/" + process.pid());
            double cpu = ProcTexts.cpuSeconds(Files.readString(proc.resolve("stat")));
            return new Lap(seconds, cpu, ProcTexts.status(Files.readString(proc.resolve("status")), "VmHWM") * 1024);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static long sent(Path state) throws IOException {
        if (!Files.exists(state)) {
            return 0;
        }
        Matcher count = SENT.matcher(Files.readString(state));
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }
}
