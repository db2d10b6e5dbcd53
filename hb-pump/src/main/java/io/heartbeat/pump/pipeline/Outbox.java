package io.heartbeat.pump.pipeline;

import io.heartbeat.pump.sender.Batch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What waits for one destination, oldest first: bounded in memory by entries and bytes, and on disk while the destination
 * fails. One thread fills it, one empties it.
 */
final class Outbox {
    private static final Logger LOG = System.getLogger(Outbox.class.getName());

    /** While the destination takes batches, more than two ahead would not make it faster: the journal keeps the rest. */
    private static final long AHEAD = 2L * Batch.MAX_BYTES;

    private final int maxItems;
    private final long maxBytes;
    private final Spool spool;
    private final Deque<Slot> slots = new ArrayDeque<>();
    private final Deque<Batch> spare = new ArrayDeque<>();
    private Object before;
    private Object last;
    private int items;
    private long bytes;
    private int waiting;
    private boolean failing;
    private boolean closed;
    private boolean spoolBroken;
    private int lost;

    Outbox(int maxItems, long maxBytes, Spool spool) {
        this.maxItems = maxItems;
        this.maxBytes = maxBytes;
        this.spool = spool;
    }

    /**
     * Takes over what an earlier run left on disk.
     *
     * @param done cursor up to which all was sent
     * @return the place behind which to read on
     */
    synchronized String recover(String done) throws IOException {
        slots.addAll(spool.recover(done));
        slots.forEach(slot -> waiting += slot.items);
        before = done;
        last = slots.isEmpty() ? done : slots.getLast().through;
        return last == null ? null : last.toString();
    }

    /** An empty batch to fill. */
    synchronized Batch lend() {
        Batch batch = spare.poll();
        return batch == null ? new Batch() : batch;
    }

    /** Whether one more entry of this length may join a batch that is being filled. One always may when nothing else waits. */
    synchronized boolean fits(Batch filling, int length) {
        return room(filling.size(), filling.weight(), length) || (items == 0 && filling.size() == 0);
    }

    private boolean room(int count, int weight, int length) {
        long most = failing ? maxBytes : Math.min(maxBytes, AHEAD);
        return items + count + 1 <= maxItems && bytes + weight + length + Batch.OVERHEAD <= most;
    }

    /** Waits until an empty batch may take an entry of this length; false when the outbox was closed or time is over. */
    @SuppressWarnings("WaitNotInLoop") // the caller asks again
    synchronized boolean awaitRoom(int length, Duration atMost) throws InterruptedException {
        if (!closed && !room(0, 0, length) && items > 0 && !(failing && spill())) {
            wait(atMost.toMillis());
        }
        return !closed && (room(0, 0, length) || items == 0);
    }

    /** A filled batch goes into the queue. */
    synchronized void hand(Batch batch, Object through) {
        slots.add(new Slot(batch, through));
        last = through;
        items += batch.size();
        bytes += batch.weight();
        waiting += batch.size();
        notifyAll();
    }

    /** Moves batches to disk, the oldest first, so that what lies there is always the beginning of the queue. */
    private boolean spill() {
        Object place = before;
        boolean moved = false;
        for (Slot slot : slots) {
            if (slot.file == null) {
                if (spoolBroken || !spool.fits(slot.weight) || !written(slot, place)) {
                    return moved;
                }
                moved = true;
            }
            if (slot.batch != null && slot != slots.peek()) {
                forget(slot);
                moved = true;
            }
            place = slot.through;
        }
        return moved;
    }

    private boolean written(Slot slot, Object place) {
        try {
            slot.file = spool.write(slot.batch, place, slot.through);
            return true;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "nothing can be spooled, reading waits for the destination: {0}", e.toString());
            spoolBroken = true;
            return false;
        }
    }

    private void forget(Slot slot) {
        items -= slot.items;
        bytes -= slot.weight;
        recycle(slot.batch);
        slot.batch = null;
    }

    private void recycle(Batch batch) {
        batch.clear();
        if (spare.isEmpty()) {
            spare.add(batch);
        }
    }

    /**
     * The oldest batch, in memory; it stays in the queue until {@link #done}.
     *
     * @return null when there is none within this time
     */
    @SuppressWarnings("WaitNotInLoop") // the caller asks again
    synchronized Slot head(Duration atMost) throws InterruptedException, IOException {
        if (slots.isEmpty() && !closed) {
            wait(Math.max(1, atMost.toMillis()));
        }
        Slot slot = slots.peek();
        return slot == null || slot.batch != null || loaded(slot) ? slot : null;
    }

    /** Brings a batch back into memory. One that lies damaged on the disk is given up: nothing can be read from it. */
    private boolean loaded(Slot slot) throws IOException {
        Batch batch = lend();
        try {
            spool.read(slot.file, batch);
        } catch (Spool.Damaged e) {
            LOG.log(Level.ERROR, "{0} entries are lost: {1}", slot.items, e.getMessage());
            lost += slot.items;
            slots.remove(slot);
            waiting -= slot.items;
            before = slot.through;
            spool.delete(slot.file);
            recycle(batch);
            return false;
        }
        slot.batch = batch;
        items += slot.items;
        bytes += slot.weight;
        return true;
    }

    /** Entries given up since this was asked for last. */
    synchronized int takeLost() {
        int taken = lost;
        lost = 0;
        return taken;
    }

    /** The oldest batch waits no more; what lies of it on disk stays until the state file says so too. */
    synchronized void sent(Slot slot) {
        waiting -= slot.items;
    }

    /** The oldest batch is {@link #sent}, and the state file says so. */
    synchronized void done(Slot slot) {
        slots.remove(slot);
        before = slot.through;
        if (slot.file != null) {
            spool.delete(slot.file);
        }
        forget(slot);
        failing = false;
        spoolBroken = false;
        notifyAll();
    }

    /** The destination fails: from now on, what does not fit into memory goes to disk. */
    synchronized void failing() {
        failing = true;
        notifyAll();
    }

    /** There is nothing to send up to this place. False when something waits. */
    synchronized boolean passed(Object place) {
        if (!slots.isEmpty()) {
            return false;
        }
        before = place;
        last = place;
        return true;
    }

    /** Entries that wait, in memory and on disk. */
    synchronized int waiting() {
        return waiting;
    }

    /** Bytes of what lies on disk. */
    synchronized long spooled() {
        return spool.bytes();
    }

    synchronized boolean isEmpty() {
        return slots.isEmpty();
    }

    /** Whoever waits looks again. */
    synchronized void nudge() {
        notifyAll();
    }

    /** Nothing more comes; what is there may still be sent, or is kept on disk when the destination fails. */
    synchronized void close() {
        closed = true;
        if (failing && !slots.isEmpty()) {
            spill();
        }
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
