package io.heartbeat.pump.sender.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import io.heartbeat.pump.sender.SenderFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for Elasticsearch and OpenSearch alike, asked of a real one that makes no index by itself. */
public abstract class SearchSuite {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long NOON = 1_590_580_800_000_000L; // 2020-05-27T12:00:00
    private static final long DAY = Duration.ofDays(1).toMillis() * 1000;

    @TempDir
    Path directory;

    private final SteppedTime time = new SteppedTime(Instant.parse("2020-05-28T09:00:00Z"));
    private final String prefix = "test" + NUMBER.incrementAndGet();

    /** The sender under test. */
    protected abstract SenderFactory factory();

    /** The server. */
    protected abstract Rest server();

    private Sender open(String... more) throws Exception {
        String kind = factory().type();
        String keys = kind + "_url: " + server().url() + "\n" + kind + "_index_prefix: " + prefix + "\n"
                + String.join("\n", more);
        return SenderContract.plan(factory(), keys)
                .open(new SenderContext("r", "s", directory, time, Runnable::run, Metrics.NONE));
    }

    private static void add(Batch batch, long micros, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        batch.add(bytes, 0, bytes.length, "s=1;i=" + batch.size() + ";t=" + micros, micros);
    }

    private static Batch batch(String... entries) {
        Batch batch = new Batch();
        for (String entry : entries) {
            add(batch, NOON, entry);
        }
        return batch;
    }

    private JsonNode hits(String day) throws Exception {
        server().call("POST", "/" + prefix + "-" + day + "/_refresh", "");
        return server().call("GET", "/" + prefix + "-" + day + "/_search?size=100&sort=n", "")
                .at("/hits/hits");
    }

    private boolean exists(String index) throws Exception {
        return server().call("GET", "/" + prefix + index + "/_settings", "")
                        .at("/status")
                        .asInt()
                != 404;
    }

    @Test
    void keepsTheContractOfAllSenders() throws Exception {
        assertThat(SenderContract.faults(factory(), Path.of("../../docs/JOURNAL_SHIPPING.md")))
                .isEmpty();
    }

    @Test
    void eachEntryGoesToTheIndexOfItsOwnDayWhereItsTimeIsADate() throws Exception {
        Batch batch = new Batch();
        add(batch, NOON, "{\"n\":1,\"MESSAGE\":\"one\",\"timestamp\":\"2020-05-27T12:00:00\"}");
        add(batch, NOON - DAY, "{\"n\":2,\"MESSAGE\":\"zwei ä\",\"timestamp\":\"2020-05-26T12:00:00.000001\"}");
        add(batch, NOON + DAY / 2 - 1, "{\"n\":3,\"timestamp\":\"2020-05-27T23:59:59.999999\"}");
        add(batch, NOON + DAY / 2, "{\"n\":4,\"timestamp\":\"2020-05-28T00:00:00\"}");
        try (Sender sender = open()) {
            sender.send(batch);
        }

        assertThat(batch.pending()).isZero();
        assertThat(hits("2020-05-27").findValuesAsText("n")).containsExactly("1", "3");
        assertThat(hits("2020-05-26").at("/0/_source/MESSAGE").asText()).isEqualTo("zwei ä");
        assertThat(hits("2020-05-28").findValuesAsText("n")).containsExactly("4");
        String index = prefix + "-2020-05-28";
        assertThat(server().call("GET", "/" + index + "/_mapping", "")
                        .at("/" + index + "/mappings/properties/timestamp/type")
                        .asText())
                .isEqualTo("date");
    }

    @Test
    void whatIsSentTwiceIsThereOnceAndOnlyWhatIsPendingIsSent() throws Exception {
        Batch partly = batch("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
        partly.acknowledge(1);
        try (Sender sender = open()) {
            sender.send(partly);
            assertThat(hits("2020-05-27").findValuesAsText("n")).containsExactly("1", "3");
            Batch again = batch("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
            sender.send(again);
            assertThat(again.pending()).isZero();
        }
        assertThat(hits("2020-05-27").findValuesAsText("n")).containsExactly("1", "2", "3");
    }

    @Test
    void sameOffsetsOfTwoHostsAreTwoEntries() throws Exception {
        try (Sender sender = open()) {
            sender.send(batch("{\"n\":1,\"HOSTNAME\":\"a\"}"));
            sender.send(batch("{\"n\":1,\"HOSTNAME\":\"b\"}"));
        }
        assertThat(hits("2020-05-27")).hasSize(2);
    }

    @Test
    void whatNoIndexTakesIsPoisonAndTheRestArrives() throws Exception {
        try (Sender sender = open()) {
            sender.send(batch("{\"n\":0,\"port\":22}"));
            Batch batch = batch("{\"n\":1,\"port\":80}", "{\"n\":2,\"port\":\"http\"}", "{\"n\":3,\"port\":443}");
            sender.send(batch);

            assertThat(batch.pending()).isZero();
            assertThat(batch.isPoison(1)).isTrue();
            assertThat(batch.reason(1)).contains("HTTP 400").contains("port");
        }
        assertThat(hits("2020-05-27").findValuesAsText("n")).containsExactly("0", "1", "3");
    }

    @Test
    void timesThatAreNoDaysArePoison() throws Exception {
        Batch batch = new Batch();
        add(batch, -1, "{\"n\":1}");
        add(batch, NOON, "{\"n\":2}");
        add(batch, Long.MAX_VALUE, "{\"n\":3}");
        try (Sender sender = open()) {
            sender.send(batch);
        }
        assertThat(batch.pending()).isZero();
        assertThat(batch.isPoison(0) && batch.isPoison(2)).isTrue();
        assertThat(hits("2020-05-27")).hasSize(1);
    }

    @Test
    void whatIsLargerThanTheServerTakesIsFound() throws Exception {
        Batch batch = batch("{\"n\":1}", "{\"n\":2,\"x\":\"" + "x".repeat(1_100_000) + "\"}", "{\"n\":3}");
        try (Sender sender = open()) {
            sender.send(batch);
        }
        assertThat(batch.pending()).isZero();
        assertThat(batch.isPoison(1)).isTrue();
        assertThat(batch.reason(1)).contains("HTTP 413");
        assertThat(hits("2020-05-27").findValuesAsText("n")).containsExactly("1", "3");
    }

    @Test
    void indexThatIsClosedOrDeletedDelaysAndLosesNothing() throws Exception {
        try (Sender sender = open()) {
            sender.send(batch("{\"n\":0}"));
            server().call("POST", "/" + prefix + "-2020-05-27/_close", "");
            Batch batch = batch("{\"n\":1}");
            sender.send(batch);
            assertThat(batch.pending()).isOne();
            assertThat(batch.takeTrouble()).contains("index_closed_exception");

            server().call("DELETE", "/" + prefix + "-2020-05-27", "");
            sender.send(batch);
            assertThat(batch.pending()).isOne();
            assertThat(batch.takeTrouble()).contains("index_not_found_exception");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
        }
        assertThat(hits("2020-05-27").findValuesAsText("n")).containsExactly("1");
    }

    @Test
    void daysTooFarBackAreDeletedOnceAnHourAndNothingElse() throws Exception {
        for (String index :
                new String[] {"-2020-05-24", "-2020-05-25", "-2020-05-24-kept", "-2020-02-30", "x-2020-05-24"}) {
            server().call("PUT", "/" + prefix + index, "");
        }
        String days = factory().type() + "_index_days_max: ";
        try (Sender sender = open(days + 0)) {
            sender.tend();
            assertThat(exists("-2020-05-24")).isTrue();
        }
        try (Sender sender = open(days + 3)) {
            sender.tend();
            assertThat(exists("-2020-05-24")).isFalse();
            assertThat(exists("-2020-05-25")).isTrue();
            assertThat(exists("-2020-05-24-kept")).isTrue();
            assertThat(exists("-2020-02-30")).isTrue();
            assertThat(exists("x-2020-05-24")).isTrue();

            time.step(Duration.ofMinutes(59));
            server().call("PUT", "/" + prefix + "-2020-05-23", "");
            sender.tend();
            assertThat(exists("-2020-05-23")).isTrue();
            time.step(Duration.ofHours(15));
            sender.send(batch("{\"n\":1}"));
            assertThat(exists("-2020-05-23")).isFalse();
            assertThat(exists("-2020-05-25")).isFalse();
            assertThat(exists("-2020-05-27")).isTrue();
        }
    }

    @Test
    void templateThatIsThereStaysAsItIs() throws Exception {
        open().close();
        JsonNode made = server().template(prefix);
        assertThat(made.toString())
                .contains("\"timestamp\":{\"type\":\"date\"}")
                .contains(prefix + "-*");

        server().keepTemplate(prefix, "keyword");
        open().close();
        assertThat(server().template(prefix).toString()).contains("keyword");
    }

    @Test
    void wrongKeysAreNamed() {
        String kind = factory().type();
        assertThatThrownBy(() -> SenderContract.plan(
                        factory(), kind + "_index_prefix: Logs*\n" + kind + "_index_days_max: -1\nca: ca.pem"))
                .hasMessageContaining(kind + "_url: is needed, such as https://")
                .hasMessageContaining(kind + "_index_prefix: must be lower-case letters")
                .hasMessageContaining(kind + "_index_days_max: must be a whole number");
        assertThatThrownBy(() -> SenderContract.plan(factory(), kind + "_url: 'http://u:s3cr3t@h:9200/?x'\nca: ca.pem"))
                .hasMessageContaining(kind + "_url: must have nothing behind a question mark")
                .hasMessageContaining("ca: goes with a " + kind + "_url of https://")
                .hasMessageNotContaining("s3cr3t");
    }
}
