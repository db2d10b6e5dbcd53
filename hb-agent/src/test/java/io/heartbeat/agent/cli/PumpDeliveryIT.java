package io.heartbeat.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The distribution's senders in a real process that is killed again and again while the journal grows, one of the two
 * destinations being down half the time. {@code -Dpump.kills=50} is the full run.
 */
class PumpDeliveryIT {
    private static final int KILLS = Integer.getInteger("pump.kills", 6);
    private static final int CHUNK = 4000;
    private static final int BATCH = 1000;
    private static final Pattern NUMBER = Pattern.compile("number ([0-9]+)\\.");

    @TempDir
    Path directory;

    private final Random random = new Random(50003);
    private Process remote;
    private OutputStream journal;
    private Process pump;
    private int written;
    private int[] inFile = new int[0];
    private long fileRead;

    @BeforeEach
    void beginAJournal() throws IOException {
        Files.createDirectories(directory.resolve("journal"));
        remote = new ProcessBuilder(
                        "/usr/lib/systemd/systemd-journal-remote",
                        "-o",
                        directory.resolve("journal/x.journal") + "",
                        "-")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("remote.log").toFile())
                .start();
        journal = new BufferedOutputStream(remote.getOutputStream(), 1 << 16);
    }

    @AfterEach
    void end() throws Exception {
        if (pump != null) {
            pump.destroyForcibly().waitFor();
        }
        journal.close();
        remote.waitFor();
    }

    private void write(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            long micros = 1_700_000_000_000_000L + written * 1000L;
            journal.write(("__REALTIME_TIMESTAMP=" + micros + "\n__MONOTONIC_TIMESTAMP=" + (1_000_000 + written * 1000L)
                            + "\n_BOOT_ID=0123456789abcdef0123456789abcdef\nPRIORITY=6\nSYSLOG_IDENTIFIER=load\n"
                            + "_SYSTEMD_UNIT=load.service\nMESSAGE=number " + ++written + ".\n\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        journal.flush();
    }

    private void startPump(int port) throws IOException {
        Path config = Files.writeString(
                directory.resolve("pump.json"),
                """
                {"json_state_file_path": "%1$s/state/state.json", "msg_buffer_max_length": 1000,
                 "readers": {"r": {"journal_path": "%1$s/journal", "senders": {
                   "file": {"output_type": "file", "file_output": "%1$s/out.json", "max_send_interval": 0.02},
                   "syslog": {"output_type": "rsyslog", "rsyslog_server": "127.0.0.1", "rsyslog_port": %2$d,
                              "max_send_interval": 0.02, "spool_max_bytes": 300000}}}}}
                """
                        .formatted(directory, port));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java") + "",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                Hbc.class.getName(),
                "pump",
                config + ""));
        builder.environment()
                .put("HBC_SENDERS", Path.of("target/hbc/lib/senders").toAbsolutePath() + "");
        pump = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("pump.log").toFile()))
                .start();
    }

    /** Counts what the file has gained; whole lines only. Answers how many different numbers it has. */
    private int readFile() throws IOException {
        Path file = directory.resolve("out.json");
        if (!Files.exists(file)) {
            return 0;
        }
        if (inFile.length <= written) {
            inFile = java.util.Arrays.copyOf(inFile, written + 1);
        }
        try (RandomAccessFile reading = new RandomAccessFile(file.toFile(), "r")) {
            // A line torn by a kill is cut off again: never read beyond the last line feed.
            byte[] more = new byte[(int) Math.max(0, reading.length() - fileRead)];
            reading.seek(fileRead);
            reading.readFully(more);
            String text = new String(more, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            Matcher numbers = NUMBER.matcher(text.substring(0, end));
            while (numbers.find()) {
                inFile[Integer.parseInt(numbers.group(1))]++;
            }
            fileRead += end;
        }
        return different(inFile);
    }

    private static int different(int[] counts) {
        return (int) java.util.Arrays.stream(counts).filter(count -> count > 0).count();
    }

    private static long repeated(int[] counts) {
        return java.util.Arrays.stream(counts)
                .filter(count -> count > 1)
                .mapToLong(count -> count - 1)
                .sum();
    }

    @Test
    void nothingIsLostAndAKillRepeatsABatchAtMost() throws Exception {
        try (SyslogSink sink = new SyslogSink()) {
            for (int kill = 0; kill < KILLS; kill++) {
                if (kill % 2 == 0) {
                    sink.listen();
                } else {
                    sink.refuse();
                }
                write(CHUNK);
                int target = readFile() + 1 + random.nextInt(CHUNK / 2);
                startPump(sink.port());
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> readFile() >= target);
                pump.destroyForcibly().waitFor();
            }
            sink.listen();
            startPump(sink.port());
            await().atMost(Duration.ofSeconds(120)).until(() -> readFile() == written);
            await().atMost(Duration.ofSeconds(120)).until(() -> sink.different() == written);

            System.out.println("delivery: " + KILLS + " kills, " + written + " entries, lost 0, repeated in the file "
                    + repeated(inFile) + ", at the server " + sink.repeated());
            assertThat(repeated(inFile)).isLessThanOrEqualTo((long) KILLS * BATCH);
            assertThat(sink.repeated()).isLessThanOrEqualTo((long) KILLS * BATCH);
        }
    }
}
