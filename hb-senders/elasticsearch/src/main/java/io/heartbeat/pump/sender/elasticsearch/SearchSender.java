package io.heartbeat.pump.sender.elasticsearch;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Halving;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.WebAnswer;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** A batch is one {@code _bulk}, whatever days its entries are of. */
final class SearchSender implements Sender {
    private final Cluster cluster;
    private final Days days;
    private final Retention retention;
    private final Set<String> made = new HashSet<>();

    SearchSender(SearchPlan plan, Cluster cluster, TimeSource time) {
        this.cluster = cluster;
        this.days = new Days(plan.prefix());
        this.retention = new Retention(plan, cluster, days, time);
    }

    @Override
    public void send(Batch batch) throws IOException, InterruptedException {
        for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
            if (days.index(batch.realtimeMicros(i)) == null) {
                batch.poison(i, "no index can be named after its time");
            }
        }
        Halving.send(batch, items -> bulk(batch, items));
        retention.look();
    }

    private String bulk(Batch batch, int... items) throws IOException, InterruptedException {
        BulkRequest request = new BulkRequest(cluster.dialect().type());
        for (int item : items) {
            String index = days.index(batch.realtimeMicros(item));
            if (!made.contains(index)) {
                cluster.makeIndex(index);
                made.add(index);
            }
            request.add(batch, item, index);
        }
        WebAnswer answer = cluster.bulk(request.bytes());
        if (answer.refusesContent()) {
            return cluster.failure("", answer).getMessage();
        } else if (!answer.ok()) {
            throw cluster.failure("", answer);
        }
        if (BulkAnswer.settle(batch, items, answer.body())) {
            made.clear(); // somebody deleted one
        }
        return null;
    }

    @Override
    public void tend() throws InterruptedException {
        retention.look();
    }

    @Override
    public void close() {
        // connections end by themselves when nobody uses them
    }
}
