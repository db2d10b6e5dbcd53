package io.heartbeat.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.PluginSettings;
import io.heartbeat.agent.Report;
import io.heartbeat.agent.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class PluginRunnerTest {
    private final TestTime time = new TestTime();
    private final Counters counters = new Counters();
    private final List<Report> reports = new ArrayList<>();

    private record Monitor(String name, Callable<Map<String, Object>> look) implements MonitorPlugin {
        @Override
        public Map<String, Object> collect() throws Exception {
            return look.call();
        }
    }

    private record Info(String name, Callable<Map<String, Object>> look) implements InfoPlugin {
        @Override
        public Map<String, Object> collect() throws Exception {
            return look.call();
        }
    }

    private PluginRunner runner(Plugin... plugins) {
        PluginSettings minute = new PluginSettings(Optional.of(Duration.ofMinutes(1)), Duration.ofSeconds(30), true);
        return new PluginRunner(List.of(plugins), Map.of("each_minute", minute), time, counters, reports::add);
    }

    private void turnUntilReports(PluginRunner runner, int count) {
        await().atMost(ONE_MINUTE).until(() -> {
            runner.turn();
            return reports.size() >= count;
        });
    }

    @Test
    void monitorIsAskedAtOnceAndThenOnceEachInterval() {
        AtomicInteger looks = new AtomicInteger();
        PluginRunner runner = runner(new Monitor("each_minute", () -> Map.of("look", looks.incrementAndGet())));

        turnUntilReports(runner, 1);
        assertThat(runner.turn()).isEqualTo(60_000);
        time.pass(Duration.ofMillis(59_999));
        runner.turn();
        assertThat(looks).hasValue(1);
        time.pass(Duration.ofMillis(1));
        turnUntilReports(runner, 2);

        assertThat(reports).extracting(Report::metrics).containsExactly(Map.of("look", 1), Map.of("look", 2));
        assertThat(reports).extracting(Report::lasting).containsOnly(false);
        assertThat(reports.get(1).time()).isEqualTo(TestTime.START.plusSeconds(60));
    }

    @Test
    void monitorWithoutSettingsIsAskedEachFiveMinutes() {
        PluginRunner runner = runner(new Monitor("plain", Map::of));

        turnUntilReports(runner, 1);
        time.pass(Duration.ofSeconds(299));
        assertThat(runner.turn()).isEqualTo(1000);
    }

    @Test
    void infoIsAskedOncePerStartAndLasts() {
        AtomicInteger looks = new AtomicInteger();
        PluginRunner runner = runner(new Info("facts", () -> Map.of("look", looks.incrementAndGet())));

        turnUntilReports(runner, 1);
        time.pass(Duration.ofDays(1));
        runner.turn();

        assertThat(looks).hasValue(1);
        assertThat(reports).singleElement().matches(Report::lasting);
    }

    @Test
    void failureIsReportedAndTriedAgain() {
        AtomicInteger looks = new AtomicInteger();
        PluginRunner runner = runner(new Info("facts", () -> {
            if (looks.incrementAndGet() == 1) {
                throw new java.io.IOException("no such device");
            }
            return Map.of("ok", true);
        }));

        turnUntilReports(runner, 1);
        time.pass(Duration.ofMinutes(5));
        turnUntilReports(runner, 2);

        assertThat(reports.get(0).metrics()).isEqualTo(Map.of("error", "no such device"));
        assertThat(reports.get(0).lasting()).isFalse();
        assertThat(reports.get(1).metrics()).isEqualTo(Map.of("ok", true));
        assertThat(counters.of(Counter.PLUGIN_FAILURES)).isOne();
    }

    @Test
    void brokenClassIsAFailureLikeAnyOther() {
        PluginRunner runner = runner(new Monitor("each_minute", () -> {
            throw new NoClassDefFoundError("com/example/Gone");
        }));

        turnUntilReports(runner, 1);

        assertThat(reports.get(0).metrics()).isEqualTo(Map.of("error", "com/example/Gone"));
    }

    @Test
    void pluginThatHangsIsReportedOnceInterruptedAndDelaysNoOther() {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Monitor hangs = new Monitor("hangs", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return Map.of();
        });
        PluginRunner runner = runner(hangs, new Monitor("each_minute", () -> Map.of("fine", 1)));

        turnUntilReports(runner, 1);
        assertThat(reports.get(0).plugin()).isEqualTo("each_minute");
        time.pass(Duration.ofSeconds(30));
        runner.turn();

        assertThat(reports.get(1).plugin()).isEqualTo("hangs");
        assertThat(reports.get(1).metrics()).isEqualTo(Map.of("error", "no answer within 30.0 s"));
        await().atMost(ONE_MINUTE).until(() -> interrupted.getCount() == 0);
        time.pass(Duration.ofSeconds(30));
        turnUntilReports(runner, 3);
        assertThat(reports.get(2).plugin()).isEqualTo("each_minute");
        assertThat(counters.of(Counter.PLUGIN_TIMEOUTS)).isOne();
        assertThat(counters.of(Counter.PLUGIN_FAILURES)).isZero();
    }

    @Test
    void pluginThatIgnoresTheInterruptNeverMeetsItself() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        PluginRunner runner = runner(new Monitor("each_minute", () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            boolean released = false;
            while (!released) {
                try {
                    release.await();
                    released = true;
                } catch (InterruptedException ignored) {
                    // this plugin is stubborn on purpose
                }
            }
            return Map.of("left", inside.decrementAndGet());
        }));

        for (int minute = 0; minute < 10; minute++) {
            runner.turn();
            time.pass(Duration.ofMinutes(1));
        }
        release.countDown();
        await().atMost(ONE_MINUTE).until(() -> {
            runner.turn();
            return reports.stream().filter(r -> r.metrics().containsKey("left")).count() >= 2;
        });

        assertThat(most).hasValue(1);
    }

    @Test
    void rubbishIsAFailureAndTheAgentGoesOn() {
        Object mine = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("cannot be said");
            }
        };
        PluginRunner runner = runner(new Monitor("each_minute", () -> Map.of("a", mine)), new Info("none", () -> null));

        turnUntilReports(runner, 2);

        assertThat(reports)
                .extracting(Report::metrics)
                .containsExactlyInAnyOrder(Map.of("error", "cannot be said"), Map.of("error", "no metrics"));
        assertThat(counters.of(Counter.PLUGIN_FAILURES)).isEqualTo(2);
    }

    @Test
    void failureThatCannotBeSaidIsNamedByItsClass() {
        PluginRunner runner = runner(new Monitor("each_minute", () -> {
            throw new Unspeakable();
        }));

        turnUntilReports(runner, 1);

        assertThat(reports.get(0).metrics()).isEqualTo(Map.of("error", Unspeakable.class.getName()));
    }

    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }
    }

    @Test
    void metricsThatCannotTravelAreReportedAndAskedForAgain() {
        AtomicInteger looks = new AtomicInteger();
        Info chatty = new Info("facts", () -> Map.of("look", looks.incrementAndGet()));
        PluginRunner runner = new PluginRunner(List.of(chatty), Map.of(), time, counters, report -> {
            if (report.metrics().equals(Map.of("look", 1))) {
                throw new IllegalArgumentException("too large");
            }
            reports.add(report);
        });

        turnUntilReports(runner, 1);
        time.pass(Duration.ofMinutes(5));
        turnUntilReports(runner, 2);

        assertThat(reports.get(0).metrics()).isEqualTo(Map.of("error", "too large"));
        assertThat(reports.get(1).metrics()).isEqualTo(Map.of("look", 2));
    }

    @Test
    void logHearsOfAPluginThatFailsEveryOtherTimeOnceInTenMinutes() {
        AtomicInteger looks = new AtomicInteger();
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel() == Level.WARNING) {
                    warnings.add(line.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(PluginTask.class.getName());
        logger.addHandler(handler);
        try {
            PluginRunner runner = runner(new Monitor("each_minute", () -> {
                if (looks.incrementAndGet() % 2 == 1) {
                    throw new IllegalStateException("odd");
                }
                return Map.of();
            }));
            for (int minute = 1; minute <= 20; minute++) {
                turnUntilReports(runner, minute);
                time.pass(Duration.ofMinutes(1));
            }
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(reports).hasSize(20);
        assertThat(warnings).hasSize(2);
    }
}
