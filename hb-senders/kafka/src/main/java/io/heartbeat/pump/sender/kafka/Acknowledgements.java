package io.heartbeat.pump.sender.kafka;

import io.heartbeat.pump.sender.Batch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * What the producer says of each record, on its own thread. Not its futures: those of a batch that it splits again and again
 * lead from one to the next, until the stack of whoever asks overflows. Thread-safe.
 */
final class Acknowledgements {
    /** Empty for an acknowledgement, null as long as there is no answer. */
    private final AtomicReferenceArray<Optional<Exception>> answers;

    private final CountDownLatch open;

    /**
     * @param items of the batch
     * @param awaited how many of them were sent
     */
    Acknowledgements(int items, int awaited) {
        answers = new AtomicReferenceArray<>(items);
        open = new CountDownLatch(awaited);
    }

    /** @param failure null for an acknowledgement */
    void put(int item, Exception failure) {
        answers.set(item, Optional.ofNullable(failure));
        open.countDown();
    }

    /** Whether all came within this time. */
    boolean await(Duration time) throws InterruptedException {
        return open.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Marks the items; throws the first failure that passes. */
    void settle(Batch batch, Failures failures) throws IOException {
        Exception trouble = null;
        for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
            Optional<Exception> answer = answers.get(i);
            if (answer == null) {
                continue; // it did not come in time
            }
            if (answer.isEmpty()) {
                batch.acknowledge(i);
            } else if (answer.get() instanceof RecordTooLargeException tooLarge) {
                batch.poison(i, tooLarge.getMessage());
            } else if (trouble == null) {
                trouble = answer.get();
            }
        }
        if (trouble != null) {
            throw failures.of(trouble);
        }
    }
}
