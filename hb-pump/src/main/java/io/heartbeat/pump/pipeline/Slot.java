package io.heartbeat.pump.pipeline;

import io.heartbeat.pump.sender.Batch;
import java.nio.file.Path;

/** One batch in its queue: in memory, on disk, or both. Guarded by its outbox. */
final class Slot {
    /** Place up to which there is nothing else to send once this batch is done. */
    final Object through;

    final int items;
    final int weight;
    /** Null while it lies on disk only. */
    Batch batch;
    /** Null while it lies in memory only. */
    Path file;
    /** How many items from the beginning are done with. Of the delivering thread only. */
    int settled;

    Slot(Batch batch, Object through) {
        this(through, batch.size(), batch.weight());
        this.batch = batch;
    }

    Slot(Object through, int items, int weight) {
        this.through = through;
        this.items = items;
        this.weight = weight;
    }
}
