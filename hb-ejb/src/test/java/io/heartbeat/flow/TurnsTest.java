package io.heartbeat.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration NONE = Duration.ZERO;

    private final AtomicInteger taken = new AtomicInteger();

    private Turns turns(Duration pause, Runnable turn) {
        return new Turns("hb-test", "tests", pause, turn);
    }

    @Test
    void oneFollowsTheOtherOnAThreadOfItsOwnAndTheLastIsWhoeverEndsThem() {
        Thread[] thread = new Thread[1];
        Turns turns = turns(NONE, () -> {
            thread[0] = Thread.currentThread();
            taken.incrementAndGet();
        });
        turns.begin(Thread::new);
        await().atMost(ONE_MINUTE).until(() -> taken.get() >= 3);
        turns.end(() -> taken.set(-1));

        assertThat(taken).hasValue(-1);
        assertThat(thread[0]).isNotSameAs(Thread.currentThread());
        assertThat(thread[0].getName()).isEqualTo("hb-test");
        assertThat(thread[0].isAlive()).isFalse();
    }

    @Test
    void oneThatFailsCostsTheOthersNothingAndNeitherDoesTheLast() {
        Turns turns = turns(NONE, () -> {
            if (taken.incrementAndGet() == 1) {
                throw new IllegalStateException("the first one fails");
            }
        });
        turns.begin(Thread::new);
        await().atMost(ONE_MINUTE).until(() -> taken.get() >= 2);

        assertThatCode(() -> turns.end(() -> {
                    throw new IllegalStateException("the last one fails");
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void theEndWaitsForTheOneUnderWayAndForNoPause() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ending = new CountDownLatch(1);
        List<String> done = new CopyOnWriteArrayList<>();
        Turns turns = turns(Duration.ofDays(1), () -> {
            begun.countDown();
            awaited(ending);
            done.add("turn");
        });
        turns.begin(Thread::new);
        awaited(begun);
        Thread other = new Thread(ending::countDown);
        other.start();
        turns.end(() -> done.add("last"));

        assertThat(done).containsExactly("turn", "last");
        other.join();
    }

    @Test
    void anInterruptEndsOnePauseAndDisturbsNoTurn() {
        Queue<Boolean> disturbed = new ConcurrentLinkedQueue<>();
        Thread[] thread = new Thread[1];
        Turns turns = turns(
                Duration.ofDays(1), () -> disturbed.add(Thread.currentThread().isInterrupted()));
        turns.begin(work -> thread[0] = new Thread(work));
        await().atMost(ONE_MINUTE).until(() -> disturbed.size() == 1);
        thread[0].interrupt();
        await().atMost(ONE_MINUTE).until(() -> disturbed.size() == 2);
        turns.end(() -> {});

        assertThat(disturbed).containsExactly(false, false);
    }

    @Test
    void whereNothingBeganNothingIsLeftToDo() {
        turns(NONE, taken::incrementAndGet).end(taken::incrementAndGet);

        assertThat(taken).hasValue(0);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
