package io.heartbeat.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heartbeat.ingest.IntakeClosed;
import io.heartbeat.ingest.IntakeOpened;
import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.threshold.Level;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads: a channel that hangs hinders nobody, and the configuration may change meanwhile. */
class NotifyThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch hung = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch toldAfterwards = new CountDownLatch(1);
    private final Mailbox slow = new Mailbox("room");
    private final Mailbox quick = new Mailbox("ops");
    private final Mailbox fresh = new Mailbox("duty");
    private final Bureau bureau = new Bureau();
    private final NotifyThreads threads = new NotifyThreads();

    @AfterEach
    void close() {
        release.countDown();
        threads.closed(new IntakeClosed());
    }

    @Test
    void aChannelThatHangsDelaysNoOtherNorAReload() throws InterruptedException {
        slow.then = () -> {
            hung.countDown();
            wait(release);
        };
        quick.then = told::countDown;
        fresh.then = toldAfterwards::countDown;
        bureau.boxes.clear();
        bureau.box("slow", slow).box("quick", quick).restart();
        start();
        bureau.fires(1, "web", Level.WARNING);
        threads.opened(new IntakeOpened(bureau.time.steadyMillis()));
        await().atMost(PATIENCE).until(() -> bureau.log().size() == 2);
        bureau.time.pass(Duration.ofSeconds(31));
        assertThat(hung.await(60, TimeUnit.SECONDS)).as("one channel hangs").isTrue();
        assertThat(told.await(60, TimeUnit.SECONDS)).as("the other one told").isTrue();

        bureau.box("fresh", fresh);
        threads.reloaded(new SettingsReloaded<>(bureau.settings()));
        bureau.fires(2, "web", Level.WARNING);
        threads.changed(null);
        await().atMost(PATIENCE).until(() -> bureau.log().size() == 5);
        bureau.time.pass(Duration.ofSeconds(31));
        assertThat(toldAfterwards.await(60, TimeUnit.SECONDS))
                .as("the new channel told")
                .isTrue();
        assertThat(fresh.arrived).containsExactly("duty: WARNING: web #2");
        assertThat(threads.well()).isTrue();

        release.countDown();
        await().atMost(PATIENCE).until(() -> bureau.log().stream().allMatch(line -> line.contains(" sent ")));
    }

    @Test
    void aChannelSendsAsManyAtOnceAsItMayAndNoMore() {
        CountDownLatch two = new CountDownLatch(2);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Mailbox box = new Mailbox("a", "b", "c", "d", "e");
        box.then = () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            two.countDown();
            wait(two);
            now.decrementAndGet();
        };
        bureau.boxes.clear();
        bureau.concurrency = 2;
        bureau.box("mail", box).restart();
        start();
        bureau.fires(1, "web", Level.WARNING);
        threads.opened(new IntakeOpened(bureau.time.steadyMillis()));
        await().atMost(PATIENCE).until(() -> bureau.log().size() == 5);
        bureau.time.pass(Duration.ofSeconds(31));
        await().atMost(PATIENCE).until(() -> bureau.log().stream().allMatch(line -> line.contains(" sent ")));
        assertThat(most).hasValue(2);
        assertThat(box.arrived).hasSize(5);
    }

    private void start() {
        threads.factory = new Threads();
        threads.settings = bureau.settings();
        threads.audience = bureau;
        threads.news = bureau;
        threads.outbox = bureau.outbox;
        threads.time = bureau.time;
        threads.telemetry = bureau.telemetry;
        threads.starting(new IntakeStarting());
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a server gives. */
    private static final class Threads implements ManagedThreadFactory {
        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            throw new UnsupportedOperationException();
        }
    }
}
