package io.heartbeat.pump.sender.logplex;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Halving;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.WebAnswer;
import io.heartbeat.pump.sender.WebClient;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** A batch is one POST. */
final class LogplexSender implements Sender {
    private final LogplexPlan plan;
    private final WebClient client;
    private final TimeSource time;

    LogplexSender(LogplexPlan plan, WebClient client, TimeSource time) {
        this.plan = plan;
        this.client = client;
        this.time = time;
    }

    @Override
    public void send(Batch batch) throws IOException, InterruptedException {
        Halving.send(batch, items -> post(batch, items));
    }

    private String post(Batch batch, int... items) throws IOException, InterruptedException {
        Frames frames = new Frames(plan.token(), time.wall());
        for (int item : items) {
            frames.add(batch, item);
        }
        WebAnswer answer = client.send(HttpRequest.newBuilder(plan.url().uri())
                .header("Content-Type", "application/logplex-1")
                .header("Logplex-Msg-Count", String.valueOf(items.length))
                .header("Logplex-Frame-Id", frames.id())
                .POST(BodyPublishers.ofByteArray(frames.bytes())));
        String message = plan.url() + ": HTTP " + answer.status();
        if (answer.refusesContent()) {
            return message;
        } else if (!answer.ok()) {
            throw answer.failure(message + hint(answer.status()), time.wall());
        }
        for (int item : items) {
            batch.acknowledge(item);
        }
        return null;
    }

    private static String hint(int status) {
        return status == 401 || status == 403
                ? ": logplex_token, or the user in logplex_log_input_url, is refused"
                : "";
    }

    @Override
    public void close() {
        // connections end by themselves when nobody uses them
    }
}
