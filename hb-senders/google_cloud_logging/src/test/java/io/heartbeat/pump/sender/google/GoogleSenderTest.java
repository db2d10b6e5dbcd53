package io.heartbeat.pump.sender.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.RetryAfterException;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import io.heartbeat.pump.sender.recorded.Recorder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleSenderTest {
    private static final long MICROS = 1_590_581_737_308_352L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KeyPair KEYS = keys();

    @TempDir
    Path directory;

    private final AtomicLong steady = new AtomicLong();
    private final TimeSource time = new TimeSource() {
        @Override
        public Instant wall() {
            return Instant.ofEpochSecond(1_700_000_000).plusMillis(steady.get());
        }

        @Override
        public long steadyMillis() {
            return steady.get();
        }
    };
    private Recorder google;
    private int tokens;

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void listen() throws Exception {
        google = new Recorder(request -> request.path().endsWith("token")
                ? Recorder.Answer.of(
                        200, "{\"access_token\":\"t" + ++tokens + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}")
                : Recorder.Answer.of(200, "{}"));
    }

    @AfterEach
    void stop() {
        google.close();
    }

    private Sender open(String more) throws Exception {
        return SenderContract.plan(
                        new GoogleSenderFactory(),
                        "google_cloud_logging_project_id: p\ngoogle_cloud_logging_log_id: a/b c\ngoogle_cloud_logging_url: "
                                + google.url() + "\n" + more)
                .open(new SenderContext("r", "s", directory, time, Runnable::run, Metrics.NONE));
    }

    private String account() throws IOException {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Path file = directory.resolve("account.json");
        Files.writeString(
                file,
                JSON.writeValueAsString(java.util.Map.of(
                        "type",
                        "service_account",
                        "project_id",
                        "own",
                        "private_key_id",
                        "k1",
                        "private_key",
                        pem,
                        "client_email",
                        "pump@own.iam.gserviceaccount.com",
                        "token_uri",
                        google.url() + "/token")));
        return "google_service_account_credentials: " + file
                + "\ngoogle_cloud_logging_resource_labels: {location: eu, node_id: web1}";
    }

    private String machine() {
        return "google_metadata_url: " + google.url();
    }

    private static Batch batch(String... entries) {
        Batch batch = new Batch();
        for (String entry : entries) {
            byte[] json = entry.getBytes(StandardCharsets.UTF_8);
            batch.add(json, 0, json.length, "c" + batch.size(), MICROS);
        }
        return batch;
    }

    private List<Recorder.Request> writes() {
        return google.requests.stream()
                .filter(request -> request.path().equals("/v2/entries:write"))
                .toList();
    }

    @Test
    void keepsTheContractOfAllSenders() throws Exception {
        Path manual = Path.of("../../docs/JOURNAL_SHIPPING.md");
        assertThat(SenderContract.faults(new GoogleSenderFactory(), manual)).isEmpty();
        assertThat(Files.readString(manual)).contains("`google_service_account_credentials`");
        assertThat(SenderContract.plan(
                                new GoogleSenderFactory(),
                                new GoogleSenderFactory().sample() + account().split("\n", -1)[0])
                        .toString())
                .contains("pump@own.iam")
                .doesNotContain("PRIVATE", "RSA");
    }

    @Test
    void entriesAreWrittenAsTheInterfaceWantsThem() throws Exception {
        try (Sender sender = open(account())) {
            Batch batch = batch(
                    "{\"MESSAGE\":\"hi\",\"PRIORITY\":3,\"PID\":7,\"timestamp\":\"2020-05-27T12:15:37.308352\"}",
                    "{\"MESSAGE\":\"{\\\"a\\\": [1, null]}\"}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
        }
        Recorder.Request write = writes().get(0);
        assertThat(write.header("Authorization")).isEqualTo("Bearer t1");
        assertThat(write.header("Content-type")).isEqualTo("application/json");
        assertThat(JSON.readTree(write.body()))
                .isEqualTo(JSON.readTree(
                        """
                                {"logName":"projects/own/logs/a%2Fb%20c",
                                 "resource":{"type":"generic_node","labels":{"location":"eu","node_id":"web1"}},
                                 "partialSuccess":true,
                                 "entries":[
                                  {"timestamp":"2020-05-27T12:15:37.308352Z","severity":"ERROR",
                                   "insertId":"3f4ef34c5f8e4b1c0f8e3b1a0e0b5a57",
                                   "jsonPayload":{"MESSAGE":"hi","PID":7}},
                                  {"timestamp":"2020-05-27T12:15:37.308352Z","severity":"DEFAULT",
                                   "insertId":"3f4ef34c5f8e4b1c0f8e3b1a0e0b5a57",
                                   "jsonPayload":{"MESSAGE":{"a":[1,null]}}}]}
                                """
                                .replaceFirst("3f4ef34c5f8e4b1c0f8e3b1a0e0b5a57", id("c0"))
                                .replaceFirst("3f4ef34c5f8e4b1c0f8e3b1a0e0b5a57", id("c1"))));
    }

    private static String id(String cursor) throws Exception {
        byte[] digest =
                java.security.MessageDigest.getInstance("SHA-256").digest(cursor.getBytes(StandardCharsets.UTF_8));
        return java.util.HexFormat.of().formatHex(digest, 0, 16);
    }

    @Test
    void accountSignsForItsToken() throws Exception {
        try (Sender sender = open(account())) {
            sender.send(batch("{\"MESSAGE\":\"hi\"}"));
        }
        Recorder.Request asked = google.requests.get(0);
        assertThat(asked.header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
        String body = URLDecoder.decode(asked.text(), StandardCharsets.UTF_8);
        assertThat(body).startsWith("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=");
        String[] parts = body.substring(body.lastIndexOf('=') + 1).split("\\.", -1);
        Base64.Decoder url = Base64.getUrlDecoder();
        assertThat(new String(url.decode(parts[0]), StandardCharsets.UTF_8))
                .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}");
        JsonNode claims = JSON.readTree(url.decode(parts[1]));
        assertThat(claims.get("iss").asText()).isEqualTo("pump@own.iam.gserviceaccount.com");
        assertThat(claims.get("scope").asText()).isEqualTo("https://www.googleapis.com/auth/logging.write");
        assertThat(claims.get("aud").asText()).isEqualTo(google.url() + "/token");
        assertThat(claims.get("iat").asLong()).isEqualTo(1_700_000_000);
        assertThat(claims.get("exp").asLong()).isEqualTo(1_700_003_600);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KEYS.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(url.decode(parts[2]))).isTrue();
    }

    @Test
    void tokenLastsUntilItsLastMinuteOrUntilItIsRefused() throws Exception {
        try (Sender sender = open(account())) {
            sender.send(batch("{}"));
            steady.set(3_538_000);
            sender.send(batch("{}"));
            steady.set(3_539_000);
            sender.send(batch("{}"));
            google.next(Recorder.Answer.of(401, "{\"error\":{\"code\":401,\"message\":\"no\"}}"));
            assertThatThrownBy(() -> sender.send(batch("{}"))).isInstanceOf(IOException.class);
            sender.send(batch("{}"));
        }
        assertThat(writes())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer t1", "Bearer t1", "Bearer t2", "Bearer t2", "Bearer t3");
    }

    @Test
    void withoutAnAccountTheMachinesOwnTokenIsTaken() throws Exception {
        try (Sender sender = open(machine())) {
            sender.send(batch("{}"));
        }
        Recorder.Request asked = google.requests.get(0);
        assertThat(asked.path()).isEqualTo("/computeMetadata/v1/instance/service-accounts/default/token");
        assertThat(asked.header("Metadata-flavor")).isEqualTo("Google");
        assertThat(JSON.readTree(writes().get(0).body()).get("logName").asText())
                .startsWith("projects/p/");
    }

    @ParameterizedTest
    @CsvSource({
        "0,EMERGENCY",
        "1,ALERT",
        "2,CRITICAL",
        "3,ERROR",
        "4,WARNING",
        "5,NOTICE",
        "6,INFO",
        "7,DEBUG",
        "8,DEFAULT"
    })
    void prioritiesAreSeverities(int priority, String severity) throws Exception {
        try (Sender sender = open(machine())) {
            sender.send(batch("{\"PRIORITY\":" + priority + "}"));
        }
        assertThat(JSON.readTree(writes().get(0).body())
                        .at("/entries/0/severity")
                        .asText())
                .isEqualTo(severity);
    }

    @Test
    void whatIsTooLargeHasItsMessageCut() throws Exception {
        try (Sender sender = open(machine())) {
            sender.send(batch("{\"MESSAGE\":\"" + "ä\\u0001".repeat(100_000) + "\",\"A\":\"b\"}"));
        }
        JsonNode payload = JSON.readTree(writes().get(0).body()).at("/entries/0/jsonPayload");
        assertThat(JSON.writeValueAsBytes(payload).length).isBetween(150 * 1024, 250 * 1024);
        assertThat(payload.get("MESSAGE").asText()).endsWith("[MESSAGE TRUNCATED]");
        assertThat(payload.get("A").asText()).isEqualTo("b");
    }

    @Test
    void partialErrorsAreReadEntryByEntry() throws Exception {
        try (Sender sender = open(machine())) {
            sender.send(batch("{}")); // has its token now
            google.next(
                    Recorder.Answer.of(
                            400,
                            """
                            {"error":{"code":400,"message":"x","status":"INVALID_ARGUMENT","details":[
                              {"@type":"type.googleapis.com/google.logging.v2.WriteLogEntriesPartialErrors",
                               "logEntryErrors":{"0":{"code":3,"message":"too\\nold"},"2":{"code":7,"message":"denied"}}}]}}
                            """));
            Batch batch = batch("{}", "{}", "{}");
            sender.send(batch);
            assertThat(batch.isPoison(0)).isTrue();
            assertThat(batch.reason(0)).isEqualTo("code 3 too old");
            assertThat(batch.next(0)).isEqualTo(2);
            assertThat(batch.takeTrouble()).isEqualTo("code 7 denied");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
            assertThat(JSON.readTree(writes().get(2).body()).get("entries")).hasSize(1);
        }
    }

    @Test
    void entryThatIsRefusedAloneIsPoison() throws Exception {
        try (Sender sender = open(machine())) {
            sender.send(batch("{}"));
            for (int i = 0; i < 5; i++) {
                google.next(request -> request.text().contains("evil")
                        ? Recorder.Answer.of(400, "{\"error\":{\"message\":\"bad\"}}")
                        : Recorder.Answer.of(200, "{}"));
            }
            Batch batch = batch("{\"MESSAGE\":\"a\"}", "{\"MESSAGE\":\"evil\"}", "{\"MESSAGE\":\"c\"}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
            assertThat(batch.isPoison(1)).isTrue();
            assertThat(batch.isPoison(0) || batch.isPoison(2)).isFalse();
        }
    }

    @Test
    void whoIsBusyIsGivenTheTimeItAsksFor() throws Exception {
        try (Sender sender = open(machine())) {
            sender.send(batch("{}"));
            google.next(Recorder.Answer.of(429, "", "Retry-After", "Tue, 14 Nov 2023 22:13:50 GMT"));
            Batch batch = batch("{}");
            assertThatThrownBy(() -> sender.send(batch))
                    .isInstanceOfSatisfying(RetryAfterException.class, busy -> assertThat(busy.delay())
                            .isEqualTo(Duration.ofSeconds(30)));
            assertThat(batch.pending()).isOne();
        }
    }

    @Test
    void refusedTokenSaysNothingOfIt() throws Exception {
        google.next(Recorder.Answer.of(400, "{\"error\":\"invalid_grant\",\"assertion\":\"s3cr3t\"}"));
        try (Sender sender = open(account())) {
            assertThatThrownBy(() -> sender.send(batch("{}")))
                    .hasMessageContaining("no token")
                    .hasMessageContaining("400")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void peerThatHangsTimesOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Sender sender = open(machine().replaceAll("[0-9]+$", silent.getLocalPort() + "")
                        + "\ngoogle_cloud_logging_timeout: 1")) {
            assertThatThrownBy(() -> sender.send(batch("{}"))).hasMessageContaining("no answer within 1");
        }
    }

    @Test
    void faultyKeysAreNamedAndShowNoSecret() {
        assertThatThrownBy(
                        () -> SenderContract.plan(
                                new GoogleSenderFactory(),
                                "google_service_account_credentials: {client_email: a, private_key: s3cr3t}\ngoogle_metadata_url: x"))
                .hasMessageContaining("google_cloud_logging_project_id")
                .hasMessageContaining("google_cloud_logging_log_id")
                .hasMessageContaining("google_service_account_credentials.private_key")
                .hasMessageContaining("google_metadata_url")
                .hasMessageNotContaining("s3cr3t");
    }
}
