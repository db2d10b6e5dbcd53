package io.heartbeat.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A hashed timing wheel that looks at each host when its next deadline may have passed. A heartbeat does not move the host
 * in the wheel: the wheel finds it alive when it looks, and puts it where its new deadline is.
 *
 * <p>{@link #watch} is thread-safe; {@link #turn} belongs to one thread.
 */
final class Wheel {
    private static final int SLOTS = 1024;

    private final long tickMillis;
    private final List<List<HostCell>> slots = new ArrayList<>(SLOTS);
    private final Queue<HostCell> arrivals = new ConcurrentLinkedQueue<>();
    private long turnedTo;

    /**
     * @param tickMillis how coarsely it looks, milliseconds
     * @param now steady milliseconds
     */
    Wheel(long tickMillis, long now) {
        this.tickMillis = tickMillis;
        this.turnedTo = now / tickMillis;
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>());
        }
    }

    /** Has the host looked at as soon as the wheel turns; it is put in its place then. */
    void watch(HostCell cell) {
        arrivals.add(cell);
    }

    /**
     * Looks at every host whose time has come.
     *
     * @param now steady milliseconds
     * @param look looks at a host and puts the steady time of the next look into {@code lookAt}, or
     *     {@link Long#MAX_VALUE} when none is needed until it is watched again
     */
    void turn(long now, Consumer<HostCell> look) {
        for (HostCell cell = arrivals.poll(); cell != null; cell = arrivals.poll()) {
            visit(cell, look);
        }
        long target = now / tickMillis;
        long from = Math.max(turnedTo + 1, target - SLOTS + 1);
        turnedTo = target;
        for (long tick = from; tick <= target; tick++) {
            int slot = (int) (tick % SLOTS);
            List<HostCell> due = slots.get(slot);
            if (!due.isEmpty()) {
                slots.set(slot, new ArrayList<>());
                due.forEach(cell -> revisit(cell, slot, target, look));
            }
        }
    }

    private void revisit(HostCell cell, int slot, long target, Consumer<HostCell> look) {
        if (tick(cell) % SLOTS != slot) {
            return;
        }
        if (tick(cell) > target) {
            slots.get(slot).add(cell);
        } else {
            visit(cell, look);
        }
    }

    private void visit(HostCell cell, Consumer<HostCell> look) {
        long before = cell.lookAt;
        look.accept(cell);
        if (cell.lookAt == Long.MAX_VALUE) {
            return;
        }
        cell.lookAt = Math.max(cell.lookAt, (turnedTo + 1) * tickMillis);
        if (cell.lookAt != before) {
            slots.get((int) (tick(cell) % SLOTS)).add(cell);
        }
    }

    private long tick(HostCell cell) {
        return (cell.lookAt + tickMillis - 1) / tickMillis;
    }
}
