package io.heartbeat.bench.threshold;

import io.heartbeat.threshold.ThresholdWork;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reports of different sizes, judged as the worker's thread does it; the names say how many metrics, how many judged. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ThresholdBench {
    private final ThresholdWork none = new ThresholdWork(30, 0);
    private final ThresholdWork three = new ThresholdWork(30, 3);
    private final ThresholdWork all = new ThresholdWork(30, 30);
    private final ThresholdWork thousand = new ThresholdWork(1_000, 1_000);

    /** A heartbeat where no round-trip time is judged. */
    @Benchmark
    public void heartbeat() {
        none.beat();
    }

    /** A report of a host without thresholds. */
    @Benchmark
    public void report30judged0() {
        none.report();
    }

    /** A usual report. */
    @Benchmark
    public void report30judged3() {
        three.report();
    }

    /** Every metric of it. */
    @Benchmark
    public void report30judged30() {
        all.report();
    }

    /** A big one. */
    @Benchmark
    public void report1000judged1000() {
        thousand.report();
    }
}
