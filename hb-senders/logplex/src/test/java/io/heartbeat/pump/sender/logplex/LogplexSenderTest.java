package io.heartbeat.pump.sender.logplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.RetryAfterException;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogplexSenderTest {
    private static final String NOW = "2026-11-21T14:00:00.000001Z";
    private static final TimeSource TIME = new TimeSource() {
        @Override
        public Instant wall() {
            return Instant.parse(NOW);
        }

        @Override
        public long steadyMillis() {
            return 0;
        }
    };

    @TempDir
    Path directory;

    private Recorder server;

    @BeforeEach
    void listen() throws IOException {
        server = new Recorder();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Sender open(String url, String more) throws Exception {
        return SenderContract.plan(
                        new LogplexSenderFactory(),
                        "logplex_log_input_url: " + url + "\nlogplex_token: t.s3cr3t\n" + more)
                .open(new SenderContext("r", "s", directory, TIME, Runnable::run, Metrics.NONE));
    }

    private Sender open() throws Exception {
        return open("http://token:s3cr3t%40@" + server.address() + "/logs?x=1", "");
    }

    private static Batch batch(String... entries) {
        Batch batch = new Batch();
        for (String entry : entries) {
            byte[] json = entry.getBytes(StandardCharsets.UTF_8);
            batch.add(json, 0, json.length, "cursor" + batch.size(), 1_590_581_737_308_352L);
        }
        return batch;
    }

    @Test
    void keepsTheContractOfAllSenders() throws Exception {
        assertThat(SenderContract.faults(new LogplexSenderFactory(), Path.of("../../docs/JOURNAL_SHIPPING.md")))
                .isEmpty();
    }

    @Test
    void everyByteIsAsLogplexWantsIt() throws Exception {
        Batch batch = batch(
                "{\"MESSAGE\":\"it works\",\"HOSTNAME\":\"web 1\",\"SYSLOG_IDENTIFIER\":\"sshd\",\"PID\":4711}",
                "{\"MESSAGE\":\"zwei\\nZeilen ä\",\"SYSTEMD_UNIT\":\"a.service\"}",
                "{\"CODE_LINE\":12}");
        try (Sender sender = open()) {
            sender.send(batch);
        }

        assertThat(batch.pending()).isZero();
        assertThat(server.requests).hasSize(1);
        Recorder.Request request = server.requests.get(0);
        assertThat(request.line()).isEqualTo("POST /logs?x=1");
        assertThat(request.body())
                .isEqualTo("67 <190>1 " + NOW + " web_1 t.s3cr3t sshd - - it works"
                        + "74 <190>1 " + NOW + " - t.s3cr3t a.service - - zwei\nZeilen ä"
                        + "68 <190>1 " + NOW + " - t.s3cr3t - - - {\"CODE_LINE\":12}");
        assertThat(request.headers())
                .containsEntry("Content-Type", "application/logplex-1")
                .containsEntry("Logplex-Msg-Count", "3")
                .containsEntry("Authorization", "Basic dG9rZW46czNjcjN0QA==")
                .containsEntry("User-Agent", "hbc");
        assertThat(request.headers().get("Logplex-Frame-Id")).matches("[0-9a-f]{32}");
    }

    @Test
    void frameIdIsOfTheEntriesSoThatARetryIsKnown() throws Exception {
        try (Sender sender = open()) {
            sender.send(batch("{\"MESSAGE\":\"a\"}", "{\"MESSAGE\":\"b\"}"));
            sender.send(batch("{\"MESSAGE\":\"a\"}", "{\"MESSAGE\":\"b\"}"));
            sender.send(batch("{\"MESSAGE\":\"a\"}"));
        }
        assertThat(server.requests)
                .extracting(request -> request.headers().get("Logplex-Frame-Id"))
                .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2)));
    }

    @Test
    void whatIsRefusedForItsContentIsFoundAndTheRestArrives() throws Exception {
        server.status = request -> request.body().contains("poison") ? 413 : 200;
        Batch batch =
                batch("{\"MESSAGE\":\"a\"}", "{\"MESSAGE\":\"b\"}", "{\"MESSAGE\":\"poison\"}", "{\"MESSAGE\":\"d\"}");
        try (Sender sender = open()) {
            sender.send(batch);
        }
        assertThat(batch.pending()).isZero();
        assertThat(batch.isPoison(2)).isTrue();
        assertThat(batch.reason(2)).isEqualTo("http://" + server.address() + ": HTTP 413");
        assertThat(new boolean[] {batch.isPoison(0), batch.isPoison(1), batch.isPoison(3)})
                .containsOnly(false);
    }

    @Test
    void unavailableMeansLaterAndRetryAfterIsHeeded() throws Exception {
        Batch batch = batch("{\"MESSAGE\":\"a\"}");
        try (Sender sender = open()) {
            server.status = request -> 503;
            assertThatThrownBy(() -> sender.send(batch))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(RetryAfterException.class)
                    .hasMessage("http://" + server.address() + ": HTTP 503");
            server.status = request -> 429;
            server.answerHeaders.put("Retry-After", "17");
            assertThatThrownBy(() -> sender.send(batch))
                    .isInstanceOfSatisfying(RetryAfterException.class, asked -> assertThat(asked.delay())
                            .isEqualTo(Duration.ofSeconds(17)));
            server.answerHeaders.put("Retry-After", "Sat, 21 Nov 2026 14:01:00 GMT");
            assertThatThrownBy(() -> sender.send(batch))
                    .isInstanceOfSatisfying(RetryAfterException.class, asked -> assertThat(asked.delay())
                            .isBetween(Duration.ofSeconds(59), Duration.ofMinutes(1)));
            server.answerHeaders.put("Retry-After", "999999999");
            assertThatThrownBy(() -> sender.send(batch))
                    .isInstanceOfSatisfying(RetryAfterException.class, asked -> assertThat(asked.delay())
                            .isEqualTo(Duration.ofMinutes(30)));
            assertThat(batch.pending()).isOne();
            server.status = request -> 204;
            sender.send(batch);
            assertThat(batch.pending()).isZero();
        }
    }

    @Test
    void refusedTokenIsSaidWithoutShowingIt() throws Exception {
        server.status = request -> 403;
        try (Sender sender = open()) {
            assertThatThrownBy(() -> sender.send(batch("{}")))
                    .hasMessageContaining("HTTP 403: logplex_token, or the user in logplex_log_input_url, is refused")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void serverThatHangsIsLeft() throws Exception {
        server.silence = new CountDownLatch(1);
        Batch batch = batch("{}");
        try (Sender sender = open("http://" + server.address(), "logplex_request_timeout: 0.1")) {
            assertThatThrownBy(() -> sender.send(batch)).hasMessageContaining("no answer within 0.1 s");
        } finally {
            server.silence.countDown();
        }
        assertThat(batch.pending()).isOne();
    }

    @Test
    void serverThatIsNotThereIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Sender sender = open("https://user:s3cr3t@127.0.0.1:" + port + "/s3cr3t", "")) {
            assertThatThrownBy(() -> sender.send(batch("{}")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("https://127.0.0.1:" + port + ": cannot connect")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void wrongKeysAreNamed() {
        assertThatThrownBy(() -> SenderContract.plan(new LogplexSenderFactory(), "logplex_request_timeout: 0"))
                .hasMessageContaining("logplex_log_input_url: is needed, such as https://")
                .hasMessageContaining("logplex_token: is needed")
                .hasMessageContaining("logplex_request_timeout: must be a time");
        assertThatThrownBy(() -> SenderContract.plan(
                        new LogplexSenderFactory(),
                        "logplex_log_input_url: ftp://u:s3cr3t@h/\nlogplex_token: s3cr3t ä"))
                .hasMessageContaining("logplex_log_input_url: must be a URL with https:// or http://")
                .hasMessageContaining("logplex_token: must be up to 200 printable characters")
                .hasMessageNotContaining("s3cr3t");
    }
}
