package io.heartbeat.pump.pipeline;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderPlan;

/** The destination of a reader without senders, which only searches. */
final class Nowhere implements Sender {
    static final SenderPlan PLAN = context -> new Nowhere();

    @Override
    public void send(Batch batch) {
        batch.acknowledgeAll();
    }

    @Override
    public void close() {}
}
