package io.heartbeat.bench.run;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks of one package, by JMH in a JVM of its own. */
public final class Jmh {
    private Jmh() {}

    /** Runs the benchmarks that stand in the package of a class. */
    public static Collection<RunResult> run(Class<?> beside, boolean quick) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(beside.getPackageName().replace(".", "\\.") + "\\..*")
                        .forks(1)
                        .warmupIterations(quick ? 1 : 3)
                        .warmupTime(TimeValue.milliseconds(quick ? 400 : 1000))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds(quick ? 200 : 1000))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }
}
