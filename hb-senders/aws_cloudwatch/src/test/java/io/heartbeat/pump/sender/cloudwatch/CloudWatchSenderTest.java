package io.heartbeat.pump.sender.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import io.heartbeat.pump.sender.recorded.Recorder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's client against an endpoint that answers as the API's reference says, byte for byte. */
class CloudWatchSenderTest {
    private static final long MICROS = 1_590_581_737_308_352L;
    private static final long HOUR = Duration.ofHours(1).toNanos() / 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private Recorder aws;

    @BeforeEach
    void listen() throws IOException {
        aws = new Recorder(request -> Recorder.Answer.of(200, "{}"));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private Sender open(String... more) throws Exception {
        return SenderContract.plan(
                        new CloudWatchSenderFactory(),
                        "aws_cloudwatch_log_group: g\naws_cloudwatch_log_stream: s\naws_region: eu-north-1\n"
                                + "aws_access_key_id: AKID\naws_secret_access_key: s3cr3t\naws_cloudwatch_endpoint: "
                                + aws.url() + "\n" + String.join("\n", more))
                .open(new SenderContext("r", "s", directory, TimeSource.SYSTEM, Runnable::run, Metrics.NONE));
    }

    private static void add(Batch batch, long micros, String entry) {
        byte[] json = entry.getBytes(StandardCharsets.UTF_8);
        batch.add(json, 0, json.length, "c" + batch.size(), micros);
    }

    private static Batch batch(String... entries) {
        Batch batch = new Batch();
        for (String entry : entries) {
            add(batch, MICROS, entry);
        }
        return batch;
    }

    private List<JsonNode> puts() throws IOException {
        List<JsonNode> puts = new ArrayList<>();
        for (Recorder.Request request : aws.requests) {
            if (request.header("X-amz-target").equals("Logs_20140328.PutLogEvents")) {
                puts.add(JSON.readTree(request.body()));
            }
        }
        return puts;
    }

    private static Recorder.Answer error(int status, String type, String message) {
        return Recorder.Answer.of(
                status,
                "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}",
                "x-amzn-RequestId",
                "b25f48e8-84fd-11e6-80d9-574e0c664196",
                "Content-Type",
                "application/x-amz-json-1.1");
    }

    @Test
    void keepsTheContractOfAllSenders() throws Exception {
        assertThat(SenderContract.faults(new CloudWatchSenderFactory(), Path.of("../../docs/JOURNAL_SHIPPING.md")))
                .isEmpty();
    }

    @Test
    void groupStreamAndEventsAreAsTheInterfaceWantsThem() throws Exception {
        try (Sender sender = open()) {
            Batch batch = batch("{\"MESSAGE\":\"ä\"}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
        }
        assertThat(aws.requests)
                .extracting(request -> request.header("X-amz-target"))
                .containsExactly(
                        "Logs_20140328.CreateLogGroup", "Logs_20140328.CreateLogStream", "Logs_20140328.PutLogEvents");
        assertThat(aws.requests).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/");
            assertThat(request.header("Content-type")).isEqualTo("application/x-amz-json-1.1");
            assertThat(request.header("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
                    .contains("/eu-north-1/logs/aws4_request")
                    .doesNotContain("s3cr3t");
        });
        assertThat(JSON.readTree(aws.requests.get(0).body())).isEqualTo(JSON.readTree("{\"logGroupName\":\"g\"}"));
        assertThat(JSON.readTree(aws.requests.get(1).body()))
                .isEqualTo(JSON.readTree("{\"logGroupName\":\"g\",\"logStreamName\":\"s\"}"));
        assertThat(puts().get(0))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"logGroupName":"g","logStreamName":"s","logEvents":[
                                  {"timestamp":1590581737308,"message":"{\\"MESSAGE\\":\\"ä\\"}"}]}
                                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ResourceAlreadyExistsException", "AccessDeniedException"})
    void groupAndStreamMayBeThereAlready(String type) throws Exception {
        aws.next(error(400, type, "no"));
        aws.next(error(400, type, "no"));
        try (Sender sender = open()) {
            Batch batch = batch("{}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
        }
    }

    @Test
    void senderThatCannotPrepareDoesNotStart() {
        aws.next(error(400, "LimitExceededException", "too many groups"));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too many groups")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void callsAreInTheOrderOfTimeAndSpanADayAtMost() throws Exception {
        Batch batch = new Batch();
        add(batch, MICROS + 30 * HOUR, "{\"n\":3}");
        add(batch, MICROS, "{\"n\":1}");
        add(batch, MICROS + 24 * HOUR, "{\"n\":2}");
        try (Sender sender = open()) {
            sender.send(batch);
        }
        assertThat(puts()).hasSize(2);
        assertThat(puts().get(0).findValuesAsText("message")).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(puts().get(1).findValuesAsText("message")).containsExactly("{\"n\":3}");
        assertThat(batch.pending()).isZero();
    }

    @Test
    void callHasTenThousandEventsAtMost() throws Exception {
        Batch batch = new Batch();
        for (int i = 0; i < 20_001; i++) {
            add(batch, MICROS + i, "{}");
        }
        try (Sender sender = open()) {
            sender.send(batch);
        }
        assertThat(puts()).extracting(put -> put.get("logEvents").size()).containsExactly(10_000, 10_000, 1);
        assertThat(batch.pending()).isZero();
    }

    @Test
    void callHasOneMebibyteAtMostWith26BytesForEachEvent() throws Exception {
        int half = (1 << 19) - 26;
        String entry = "{\"m\":\"" + "x".repeat(half - 8) + "\"}";
        Batch batch = batch(entry, entry, "{}");
        try (Sender sender = open()) {
            sender.send(batch);
        }
        assertThat(entry).hasSize(half);
        assertThat(puts()).extracting(put -> put.get("logEvents").size()).containsExactly(2, 1);
    }

    @Test
    void eventThatFitsInNoCallIsPoison() throws Exception {
        Batch batch = batch("{\"m\":\"" + "x".repeat((1 << 20) - 26) + "\"}", "{}");
        try (Sender sender = open()) {
            sender.send(batch);
        }
        assertThat(batch.isPoison(0)).isTrue();
        assertThat(batch.reason(0)).contains("CloudWatch takes 1048576");
        assertThat(batch.pending()).isZero();
        assertThat(puts().get(0).get("logEvents")).hasSize(1);
    }

    @Test
    void tooOldAndTooNewAreDeadLettersAndTheRestIsAcknowledged() throws Exception {
        Batch batch = new Batch();
        for (int i = 5; i >= 0; i--) { // the newest comes first, so that places differ
            add(batch, MICROS + i, "{\"n\":" + i + "}");
            add(batch, MICROS + i * 1000L, "{\"k\":" + i + "}");
        }
        try (Sender sender = open()) {
            aws.next(Recorder.Answer.of(
                    200,
                    "{\"rejectedLogEventsInfo\":{\"expiredLogEventEndIndex\":1,\"tooOldLogEventEndIndex\":3,"
                            + "\"tooNewLogEventStartIndex\":10}}"));
            sender.send(batch);
        }
        assertThat(batch.pending()).isZero();
        List<String> sent = puts().get(0).findValuesAsText("message");
        List<String> poison = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.isPoison(i)) {
                poison.add(batch.json(i));
            }
        }
        assertThat(poison).containsExactlyInAnyOrder(sent.get(0), sent.get(1), sent.get(2), sent.get(10), sent.get(11));
    }

    @Test
    void eventThatIsRefusedAloneIsPoison() throws Exception {
        Batch batch = batch("{\"n\":1}", "{\"n\":2}", "evil", "{\"n\":4}");
        try (Sender sender = open()) {
            for (int i = 0; i < 5; i++) {
                aws.next(request -> request.text().contains("evil")
                        ? error(400, "InvalidParameterException", "1 validation error detected")
                        : Recorder.Answer.of(200, "{}"));
            }
            sender.send(batch);
        }
        assertThat(batch.pending()).isZero();
        assertThat(batch.isPoison(2)).isTrue();
        assertThat(batch.reason(2)).contains("1 validation error");
        assertThat(batch.isPoison(0) || batch.isPoison(1) || batch.isPoison(3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"400 ThrottlingException", "503 ServiceUnavailableException", "400 ResourceNotFoundException"})
    void whatMayPassStaysPendingAndIsTriedOnce(String error) throws Exception {
        Batch batch = batch("{}");
        try (Sender sender = open()) {
            String[] parts = error.split(" ", -1);
            aws.next(error(Integer.parseInt(parts[0]), parts[1], "Rate exceeded"));
            assertThatThrownBy(() -> sender.send(batch))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Rate exceeded");
            assertThat(batch.pending()).isOne();
            assertThat(puts()).hasSize(1);
            assertThat(sender.survivesFailure()).isFalse(); // a new one makes the stream anew
        }
    }

    @Test
    void peerThatHangsTimesOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> SenderContract.plan(
                                    new CloudWatchSenderFactory(),
                                    new CloudWatchSenderFactory()
                                            .sample()
                                            .replaceAll("https://logs\\S+", "http://127.0.0.1:" + silent.getLocalPort())
                                            .replace("timeout: 30", "timeout: 1"))
                            .open(new SenderContext(
                                    "r", "s", directory, TimeSource.SYSTEM, Runnable::run, Metrics.NONE)))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("(?i).*time.*");
        }
    }

    @Test
    void faultyKeysAreNamedAndShowNoSecret() {
        assertThatThrownBy(() -> SenderContract.plan(
                        new CloudWatchSenderFactory(),
                        "aws_secret_access_key: s3cr3t\naws_region: \"EU NORTH\"\naws_cloudwatch_log_group: \"a b\""))
                .hasMessageContaining("aws_access_key_id")
                .hasMessageContaining("aws_region")
                .hasMessageContaining("aws_cloudwatch_log_group")
                .hasMessageContaining("aws_cloudwatch_log_stream")
                .hasMessageNotContaining("s3cr3t");
    }
}
