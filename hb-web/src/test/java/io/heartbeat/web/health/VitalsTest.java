package io.heartbeat.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VitalsTest {
    private final AtomicLong millis = new AtomicLong();
    private final List<Vital> beans = new ArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final TimeSource clock = new TimeSource() {
        @Override
        public Instant wall() {
            return Instant.EPOCH;
        }

        @Override
        public long steadyMillis() {
            return millis.get();
        }
    };
    private final Vitals vitals = new Vitals(beans, clock, executor, 200);

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void readyOnlyWhenAllAreWell() {
        AtomicInteger database = new AtomicInteger(1);
        vital("socket", () -> true);
        vital("database", () -> database.get() == 1);
        Ready ready = new Ready();
        ready.vitals = vitals;
        assertThat(ready.call().getStatus()).isEqualTo(Status.UP);
        database.set(0);
        millis.addAndGet(1000);
        assertThat(ready.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(ready.call().getData().orElseThrow())
                .containsEntry("database", "down")
                .containsEntry("socket", "up");
    }

    @Test
    void startedStaysStarted() {
        AtomicInteger socket = new AtomicInteger();
        vital("socket", () -> socket.get() == 1);
        Started started = new Started();
        started.vitals = vitals;
        assertThat(started.call().getStatus()).isEqualTo(Status.DOWN);
        socket.set(1);
        millis.addAndGet(1000);
        assertThat(started.call().getStatus()).isEqualTo(Status.UP);
        socket.set(0);
        millis.addAndGet(1000);
        assertThat(started.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void oneLookServesEverybodyForASecond() {
        AtomicInteger asked = new AtomicInteger();
        vital("database", () -> asked.incrementAndGet() > 0);
        vitals.look();
        millis.addAndGet(999);
        vitals.look();
        assertThat(asked).hasValue(1);
        millis.addAndGet(1);
        vitals.look();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatHangsIsUnwellAndNotAskedAgain() {
        CountDownLatch hang = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        vital("database", () -> {
            asked.incrementAndGet();
            try {
                hang.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
        assertThat(vitals.look()).containsEntry("database", false);
        millis.addAndGet(1000);
        assertThat(vitals.look()).containsEntry("database", false);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatFailsIsUnwell() {
        vital("journal", () -> {
            throw new IllegalStateException("no such directory");
        });
        assertThat(vitals.look()).containsEntry("journal", false);
    }

    private void vital(String name, BooleanSupplier well) {
        beans.add(new Vital() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean well() {
                return well.getAsBoolean();
            }
        });
    }
}
