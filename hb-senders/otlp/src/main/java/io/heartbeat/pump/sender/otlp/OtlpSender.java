package io.heartbeat.pump.sender.otlp;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Halving;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.WebAnswer;
import io.heartbeat.pump.sender.WebClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Posts batches. What is refused for its content is cut in halves until it is known what is poison. */
final class OtlpSender implements Sender {
    private static final Logger LOG = System.getLogger(OtlpSender.class.getName());

    private final OtlpPlan plan;
    private final WebClient client;
    private final Form form;
    private final String name;
    private final Metrics metrics;
    private final TimeSource time;

    OtlpSender(OtlpPlan plan, Form form, SenderContext context) throws IOException {
        this.plan = plan;
        this.client = new WebClient(plan.address(), plan.patience(), plan.tls());
        this.form = form;
        this.name = context.name();
        this.metrics = context.metrics();
        this.time = context.time();
    }

    @Override
    public void send(Batch batch) throws IOException, InterruptedException {
        Halving.send(batch, items -> export(batch, items));
    }

    private String export(Batch batch, int... items) throws IOException, InterruptedException {
        List<LogEntry> records = new ArrayList<>(items.length);
        for (int item : items) {
            records.add(LogEntry.of(batch, item));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(plan.logs()).setHeader("Content-Type", form.contentType());
        if (plan.gzip()) {
            request.setHeader("Content-Encoding", "gzip");
        }
        plan.headers().forEach(request::setHeader);
        WebAnswer answer =
                client.send(request.POST(HttpRequest.BodyPublishers.ofByteArray(packed(form.request(records)))));
        if (answer.ok()) {
            taken(batch, items, form.response(answer.body()));
            return null;
        }
        String said = answer.status() + " " + form.status(answer.body());
        if (answer.refusesContent()) {
            return said.strip();
        }
        throw answer.failure(plan.address().shown() + " answered " + said.strip(), time.wall());
    }

    /** Of what was refused the collector says how much, not what; only where it is everything, that is known. */
    private void taken(Batch batch, int[] items, PartialSuccess partial) {
        boolean nothing = partial.rejected() >= items.length;
        for (int item : items) {
            if (nothing) {
                batch.poison(item, "rejected: " + partial.shown());
            } else {
                batch.acknowledge(item);
            }
        }
        if (!nothing && partial.rejected() > 0) {
            metrics.count("sender.rejected", Map.of("sender", name), partial.rejected());
            LOG.log(
                    Level.WARNING,
                    "{0} took a batch and rejected {1} of its {2} records, without saying which: {3}",
                    plan.address().shown(),
                    partial.rejected(),
                    items.length,
                    partial.shown());
        } else if (!nothing && !partial.message().isEmpty()) {
            LOG.log(Level.INFO, "{0} says: {1}", plan.address().shown(), partial.shown());
        }
    }

    private byte[] packed(byte[] body) throws IOException {
        if (!plan.gzip()) {
            return body;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    @Override
    public boolean survivesFailure() {
        return true;
    }

    @Override
    public void close() {
        LOG.log(Level.TRACE, "connections end by themselves");
    }
}
