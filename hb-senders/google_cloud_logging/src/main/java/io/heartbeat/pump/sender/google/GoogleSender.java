package io.heartbeat.pump.sender.google;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Halving;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.WebAnswer;
import io.heartbeat.pump.sender.WebClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** Writes a batch in one request; what of it Google refuses for good is found out and dead-lettered, and nothing else. */
final class GoogleSender implements Sender {
    private static final int UNAUTHORIZED = 401;

    private final GooglePlan plan;
    private final WebClient client;
    private final Tokens tokens;
    private final Entries entries;
    private final URI write;
    private final TimeSource time;

    GoogleSender(GooglePlan plan, Tokens tokens, TimeSource time) throws IOException {
        this.plan = plan;
        this.client = new WebClient(plan.api(), plan.patience(), null);
        this.tokens = tokens;
        this.entries = new Entries(plan);
        this.write = URI.create(plan.api().uri() + "/v2/entries:write");
        this.time = time;
    }

    @Override
    public void send(Batch batch) throws IOException, InterruptedException {
        Halving.send(batch, items -> write(batch, items));
    }

    private String write(Batch batch, int... items) throws IOException, InterruptedException {
        WebAnswer answer = client.send(HttpRequest.newBuilder(write)
                .setHeader("Authorization", "Bearer " + tokens.token())
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(entries.body(batch, items))));
        if (answer.status() == UNAUTHORIZED) {
            tokens.forget();
        }
        Map<Integer, PartialErrors.Fault> faults = answer.ok() ? Map.of() : PartialErrors.of(answer, items.length);
        if (answer.ok() || !faults.isEmpty()) {
            settle(batch, items, faults);
            return null;
        }
        String said = answer.status() + " " + answer.excerpt();
        if (answer.refusesContent()) {
            return said;
        }
        throw answer.failure(plan.api().shown() + " answered " + said, time.wall());
    }

    /** What has no fault was written. */
    private static void settle(Batch batch, int[] items, Map<Integer, PartialErrors.Fault> faults) {
        for (int i = 0; i < items.length; i++) {
            PartialErrors.Fault fault = faults.get(i);
            if (fault == null) {
                batch.acknowledge(items[i]);
            } else if (fault.forGood()) {
                batch.poison(items[i], fault.shown());
            } else {
                batch.retry(items[i], fault.shown());
            }
        }
    }

    @Override
    public boolean survivesFailure() {
        return true;
    }

    @Override
    public void close() {
        tokens.forget();
    }
}
