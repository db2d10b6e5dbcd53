package io.heartbeat.pump.pipeline;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderPlan;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A destination in memory that a test makes fail. Thread-safe. */
final class Sink {
    /** What a test makes of a batch, instead of taking it. */
    interface Behaviour {
        void take(Batch batch) throws IOException, InterruptedException;
    }

    final List<String> got = new CopyOnWriteArrayList<>();
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger attempts = new AtomicInteger();
    volatile boolean down;
    volatile boolean startsNot;
    volatile Behaviour behaviour = this::takeAll;

    SenderPlan plan() {
        return context -> {
            if (startsNot) {
                throw new IOException("no way there");
            }
            opened.incrementAndGet();
            return new Sender() {
                @Override
                public void send(Batch batch) throws IOException, InterruptedException {
                    attempts.incrementAndGet();
                    if (down) {
                        throw new IOException("it is down");
                    }
                    batches.add(batch.size());
                    behaviour.take(batch);
                }

                @Override
                public void close() {}
            };
        };
    }

    void takeAll(Batch batch) {
        for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
            take(batch, i);
        }
    }

    void take(Batch batch, int item) {
        got.add(batch.json(item).replaceAll(".*\"MESSAGE\":\"([^\"]*)\".*", "$1"));
        batch.acknowledge(item);
    }
}
