package io.heartbeat.ingest;

import java.util.concurrent.TimeUnit;

/** Takes datagrams from a receiver's ring and works on them, one after the other, until it is told to stop and has drained. */
final class Worker implements Runnable {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final DatagramRing ring;
    private final Intake intake;
    private volatile boolean stopping;

    Worker(DatagramRing ring, Intake intake) {
        this.ring = ring;
        this.intake = intake;
    }

    @Override
    public void run() {
        while (true) {
            if (ring.poll()) {
                try {
                    intake.take(ring.bytes(), ring.offset(), ring.length(), ring.stamp(), ring.source());
                } finally {
                    ring.release();
                }
            } else if (stopping) {
                return;
            } else {
                ring.await(PATIENCE_NANOS);
            }
        }
    }

    /** What the ring still holds is worked on first. */
    void stop() {
        stopping = true;
    }
}
