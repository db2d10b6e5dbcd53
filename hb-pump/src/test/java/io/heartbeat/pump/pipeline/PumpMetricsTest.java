package io.heartbeat.pump.pipeline;

import static io.heartbeat.pump.pipeline.Bench.until;

import io.heartbeat.pump.config.StatsdSettings;
import io.heartbeat.pump.filter.Patterns;
import io.heartbeat.pump.filter.Search;
import io.heartbeat.pump.source.TestSource;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What statsd hears when something goes wrong. */
class PumpMetricsTest {
    @TempDir
    Path directory;

    private final TestSource source = new TestSource();
    private final Sink sink = new Sink();
    private final Set<String> heard = new HashSet<>();
    private DatagramSocket metrics;

    @BeforeEach
    void listen() throws IOException {
        metrics = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        metrics.setSoTimeout(20);
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    private Bench bench() {
        Bench bench = new Bench(directory, source);
        bench.statsd = new StatsdSettings("127.0.0.1", metrics.getLocalPort(), "", Map.of());
        return bench.sender("s", sink);
    }

    /** Waits for a line that matches. */
    private void hear(Bench bench, String line) {
        until(() -> {
            bench.pump().tell();
            receive();
            return heard.stream().anyMatch(one -> one.matches(line));
        });
    }

    private void receive() throws IOException {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
                metrics.receive(packet);
                heard.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (SocketTimeoutException silence) {
            return; // that was all for now
        }
    }

    @Test
    void entryThatIsTooLongIsCounted() throws Exception {
        source.add("MESSAGE=" + "x".repeat(2 << 20));
        try (Bench bench = bench().start()) {
            hear(bench, "journal.read_error,error=too_long,reader=r,tag=of_reader:1\\|c");
        }
    }

    @Test
    void senderThatCannotStartSaysSoAndRecoversWithAZero() throws Exception {
        source.messages(1);
        sink.startsNot = true;
        try (Bench bench = bench().start()) {
            hear(bench, "sender.failed_to_start,reader=r,sender=s,tag=of_reader:1\\|g");
            hear(bench, "exception,exception=IOException,reader=r,tag=of_reader,where=send:[0-9]+\\|c");
            hear(bench, "journal.status,reader=r,sender=s,tag=of_reader:2\\|g");
            sink.startsNot = false;
            hear(bench, "sender.failed_to_start,reader=r,sender=s,tag=of_reader:0\\|g");
            hear(bench, "journal.status,reader=r,sender=s,tag=of_reader:3\\|g");
        }
    }

    @Test
    void whatIsBrokenLostAndPoisonousIsCounted() throws Exception {
        source.messages(1);
        source.broken(4, 5);
        sink.behaviour = batch -> batch.poison(0, "never");
        try (Bench bench = bench().start()) {
            hear(bench, "journal.corrupted_log_entry,reader=r,tag=of_reader:4\\|c");
            hear(bench, "journal.lost_log_entry,reader=r,sender=s,tag=of_reader:5\\|c");
            hear(bench, "sender.dead_letter,reader=r,sender=s,tag=of_reader:1\\|c");
        }
    }

    @Test
    void slowSearchTellsHowLongItTook() throws Exception {
        source.messages(1);
        Bench bench = bench();
        bench.time = new HastyTime();
        bench.slowSearch = Duration.ofMillis(900);
        bench.searches = List.of(new Search("hits", Map.of("MESSAGE", Patterns.compile("m1")), Map.of()));
        try (bench) {
            bench.start();
            hear(bench, "journal.perform_search_regex_duration,reader=r,regex=hits,tag=of_reader:[0-9]+\\|g");
        }
    }
}
