package io.heartbeat.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.notify.Channel;
import io.heartbeat.notify.Outcome;
import io.heartbeat.notify.Outcome.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every service that speaks HTTP makes of every kind of answer. */
class AnswersTest {
    /** For answers that come, on however busy a machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For answers that never come. */
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        recorder.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pushover", "mattermost", "signal", "ntfy", "slack", "discord", "telegram", "webhook"})
    void saysWhetherAnotherTryHelps(String service) throws IOException {
        assertThat(answer(service, recorder.answers(200, "ok")).kind()).isEqualTo(Kind.SENT);
        Outcome bad = answer(service, recorder.answers(400, "bad"));
        assertThat(bad).isEqualTo(Outcome.refused(400, "bad"));
        assertThat(answer(service, recorder.answers(404, "gone")).kind()).isEqualTo(Kind.REFUSED);
        assertThat(answer(service, recorder.answers(302, "")).kind()).isEqualTo(Kind.REFUSED);
        assertThat(answer(service, recorder.answers(500, "oops"))).isEqualTo(Outcome.retry(500, "oops"));
        assertThat(answer(service, recorder.answers(429, "slow").retryAfter("17")))
                .isEqualTo(Outcome.retry(429, "slow", Duration.ofSeconds(17)));
        assertThat(answer(service, recorder.answers(503, "back soon").retryAfter("Fri, 02 Jan 2026 03:05:05 GMT")))
                .isEqualTo(Outcome.retry(503, "back soon", Duration.ofSeconds(60)));
        assertThat(answer(service, recorder.closes()).kind()).isEqualTo(Kind.RETRY);
        recorder.answers(200, "begun").drips();
        assertThat(send(service, recorder.url("/hook"), SHORT).kind()).isEqualTo(Kind.RETRY);
        recorder.hangs();
        Outcome none = send(service, recorder.url("/hook"), SHORT);
        assertThat(none.kind()).isEqualTo(Kind.RETRY);
        assertThat(none.status()).isZero();
        assertThat(nobodyListens(service).kind()).isEqualTo(Kind.RETRY);
    }

    /** A used-up quota is told without a time, and Pushover wants no 4xx to be tried again. */
    @ParameterizedTest
    @ValueSource(strings = "pushover")
    void aQuotaIsNotTriedAgain(String service) {
        assertThat(answer(service, recorder.answers(429, "quota")).kind()).isEqualTo(Kind.REFUSED);
    }

    private static Outcome answer(String service, Recorder recorder) {
        return send(service, recorder.url("/hook"), PATIENCE);
    }

    private static Outcome nobodyListens(String service) throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            socket.close();
            return send(service, "http://127.0.0.1:" + port + "/hook", PATIENCE);
        }
    }

    private static Outcome send(String service, String url, Duration patience) {
        String more =
                switch (service) {
                    case "pushover" -> "pushover_token: T\npushover_user: u\n";
                    case "signal" -> "signal_number: \"+1\"\nsignal_recipients: [\"+2\"]\n";
                    case "ntfy" -> "ntfy_topic: t\n";
                    case "telegram" -> "telegram_token: \"1:a\"\ntelegram_chat: c\n";
                    default -> "";
                };
        Channel channel = Samples.channel(more + service + "_url: " + url);
        return Samples.send(channel, channel.notifier().receivers().get(0), Samples.fired(), patience);
    }
}
