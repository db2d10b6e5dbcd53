package io.heartbeat.bench.journal;

import io.heartbeat.bench.proc.ProcTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
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
    /** The last batch is not gathered for ten seconds. */
    private static final String SOON = ", \"max_send_interval\": 0.3}";

    /** Where entries go. */
    enum Destination {
        /** A file, synced with every batch. */
        FILE,
        /** Debian's rsyslogd over TCP on loopback. */
        RSYSLOG,
        /** Five kinds of senders of one reader; a lap ends when all of them have sent everything. */
        FIVE
    }

    @Override
    public String name() {
        return switch (destination) {
            case FILE -> "hbc pump → file, synced per batch";
            case RSYSLOG -> "hbc pump → rsyslogd, TCP";
            case FIVE -> "hbc pump → file, rsyslogd, OTLP, Logplex and OpenSearch at once";
        };
    }

    @Override
    public Lap lap(Path journal, long entries) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(journal.toAbsolutePath().getParent(), "pump");
        String file = "{\"output_type\": \"file\", \"file_output\": \"" + work.resolve("out") + "\"}";
        if (destination == Destination.FILE) {
            return run(journal, entries, work, List.of(file));
        }
        try (Rsyslogd server = new Rsyslogd(work);
                HttpSink http = new HttpSink()) {
            String syslog = "{\"output_type\": \"rsyslog\", \"rsyslog_server\": \"127.0.0.1\", \"rsyslog_port\": "
                    + server.port() + "}";
            return run(
                    journal,
                    entries,
                    work,
                    destination == Destination.RSYSLOG ? List.of(syslog) : five(file, syslog, http.url()));
        }
    }

    private static List<String> five(String file, String syslog, String url) {
        return List.of(
                file,
                syslog,
                "{\"output_type\": \"otlp\", \"otlp_endpoint\": \"" + url + "\"}",
                "{\"output_type\": \"logplex\", \"logplex_token\": \"t\", \"logplex_log_input_url\": \"" + url
                        + "/logplex\", \"logplex_request_timeout\": 20" + SOON,
                "{\"output_type\": \"opensearch\", \"opensearch_url\": \"" + url + "\"" + SOON);
    }

    private Lap run(Path journal, long entries, Path work, List<String> senders)
            throws IOException, InterruptedException {
        Path state = work.resolve("state.json");
        StringJoiner all = new StringJoiner(", ");
        senders.forEach(sender -> all.add("\"s" + all.length() + "\": " + sender));
        Path config = Files.writeString(
                work.resolve("pump.json"),
                "{\"json_state_file_path\": \"" + state + "\", \"readers\": {\"r\": {\"journal_path\": \""
                        + journal.toAbsolutePath() + "\", \"senders\": {" + all + "}}}}");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(List.of(home.resolve("bin/hbc").toString(), "pump", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("log").toFile())
                .start();
        try {
            while (sent(state, senders.size()) < entries) {
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

    /** What the slowest of so many senders has sent. */
    private static long sent(Path state, int senders) throws IOException {
        if (!Files.exists(state)) {
            return 0;
        }
        long[] counts = SENT.matcher(Files.readString(state))
                .results()
                .mapToLong(count -> Long.parseLong(count.group(1)))
                .toArray();
        return counts.length < senders ? 0 : Arrays.stream(counts).min().orElse(0);
    }
}
