package io.heartbeat.pump.sender.logplex;

import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.sender.WebAddress;
import io.heartbeat.pump.sender.WebClient;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Where and how.
 *
 * @param url that takes the frames
 * @param token of the source of logs, printable ASCII without blanks
 * @param timeout of one request and its answer
 */
record LogplexPlan(WebAddress url, String token, Duration timeout) implements SenderPlan {
    static LogplexPlan from(Section keys) {
        WebAddress url = WebAddress.from(
                keys, "logplex_log_input_url", List.of("https", "http"), "https://logplex.example.org/logs");
        if (!url.encrypted() && keys.has("logplex_log_input_url")) {
            keys.warning("logplex_log_input_url", "is not https: the token travels for all to read");
        }
        String token = keys.secret("logplex_token").orElse("");
        if (!token.matches("[!-~]{1,200}")) {
            keys.problem(
                    "logplex_token",
                    token.isEmpty()
                            ? "is needed: the token of the drain, or the file of logplex_token_file that has it"
                            : "must be up to 200 printable characters without a blank");
        }
        return new LogplexPlan(
                url,
                token,
                keys.seconds(
                        "logplex_request_timeout", Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofHours(1)));
    }

    @Override
    public Sender open(SenderContext context) throws IOException {
        return new LogplexSender(this, new WebClient(url, timeout, null), context.time());
    }

    @Override
    public String toString() {
        return "LogplexPlan[" + url + ", " + timeout + "]"; // not the token
    }
}
