package io.heartbeat.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.agent.FakeServer;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.config.Shelf;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import io.heartbeat.pump.sender.SenderFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build has put into {@code target/hbc}: its senders, its size, its memory. */
class DistributionIT {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
    private static final Path LIB = CHECKOUT.resolve("hb-agent/target/hbc/lib");

    @TempDir
    Path directory;

    @Test
    void everySenderKeepsTheContractAndHasALoaderOfItsOwn() throws Exception {
        Collection<SenderFactory> senders = new Shelf(LIB.resolve("senders")).all();

        assertThat(SenderContract.faults(senders, CHECKOUT.resolve("docs/JOURNAL_SHIPPING.md")))
                .isEmpty();
        assertThat(senders)
                .extracting(SenderFactory::type)
                .contains(
                        "aws_cloudwatch",
                        "elasticsearch",
                        "file",
                        "google_cloud_logging",
                        "heartbeat",
                        "kafka",
                        "loghog",
                        "logplex",
                        "opensearch",
                        "otlp",
                        "rsyslog",
                        "websocket");
        assertThat(senders).allMatch(sender -> sender.getClass().getClassLoader() != Shelf.class.getClassLoader());
    }

    /** Their client libraries come from their own directories: what fails here is the connection, and no class. */
    @Test
    void sendersWithLibrariesStartFromTheirDirectories() throws Exception {
        Shelf shelf = new Shelf(LIB.resolve("senders"));
        SenderContext context = new SenderContext("r", "s", directory, TimeSource.SYSTEM, Runnable::run, Metrics.NONE);
        SenderFactory cloud = shelf.sender("aws_cloudwatch").orElseThrow();
        String keys = cloud.sample().replaceFirst("https://logs\\S+", "http://127.0.0.1:1");
        assertThatThrownBy(() -> SenderContract.plan(cloud, keys).open(context))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Connection refused");
        Batch batch = new Batch();
        batch.add("{}".getBytes(StandardCharsets.US_ASCII), 0, 2, "c", 0);
        try (Sender otlp = SenderContract.plan(shelf.sender("otlp").orElseThrow(), "otlp_endpoint: http://127.0.0.1:1")
                .open(context)) {
            assertThatThrownBy(() -> otlp.send(batch))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:1");
        }
    }

    @Test
    void noSenderCarriesWhatTheAgentHas() throws IOException {
        try (Stream<Path> own = Files.list(LIB);
                Stream<Path> theirs = Files.walk(LIB.resolve("senders"))) {
            List<String> base = own.map(jar -> jar.getFileName().toString())
                    .filter(n -> n.endsWith(".jar"))
                    .toList();
            assertThat(theirs.map(jar -> jar.getFileName().toString()).filter(name -> name.startsWith("hb-")))
                    .allMatch(name -> name.startsWith("hb-sender-"))
                    .doesNotContainAnyElementsOf(base);
        }
    }

    @Test
    void sizeAndMemoryOfTheBaseAgentAreSaid() throws Exception {
        TreeMap<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> kinds = Files.list(LIB.resolve("senders"))) {
            kinds.forEach(kind -> sizes.put(kind.getFileName().toString(), kibibytes(kind)));
        }
        long base = kibibytes(LIB)
                - sizes.values().stream().mapToLong(Long::longValue).sum();
        long memory = residentKibibytes();

        System.out.println(
                "base agent: " + base + " KiB of jars, " + memory / 1024 + " MiB resident; senders, KiB: " + sizes);
        assertThat(base).isBetween(1L, 64 * 1024L);
        assertThat(memory).isPositive();
    }

    private static long kibibytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1024;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private long residentKibibytes() throws Exception {
        try (FakeServer server = new FakeServer()) {
            Path config = Files.writeString(
                    directory.resolve("hbc.yaml"), "name: web1\ninterval: 1\nstate_dir: " + directory + "\n");
            ProcessBuilder builder = new ProcessBuilder(
                            CHECKOUT.resolve("bin/hbc").toString(),
                            "-c",
                            config.toString(),
                            server.address().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process agent = builder.start();
            try {
                JsonNode heard = server.receive();
                while (!heard.get("ID").asText().equals("PLG")) { // plugins have been looked at then
                    server.acknowledge(heard);
                    heard = server.receive();
                }
                return Files.readString(Path.of("/proc/" + agent.pid() + "/status"))
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElseThrow();
            } finally {
                agent.destroy();
                agent.waitFor(10, TimeUnit.SECONDS);
            }
        }
    }
}
