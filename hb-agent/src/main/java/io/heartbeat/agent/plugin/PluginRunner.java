package io.heartbeat.agent.plugin;

import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.PluginSettings;
import io.heartbeat.agent.Report;
import io.heartbeat.clock.TimeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks each plugin when it is time, on a thread of its own, and hands on what it said.
 *
 * <p>{@link #run()} is the loop of the agent's plugin thread; {@link #turn()} is one pass of it. Reports are handed to the
 * receiver on that thread.
 */
public final class PluginRunner implements Runnable {
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final List<PluginTask> tasks = new ArrayList<>();
    private final TimeSource time;
    private final Consumer<Report> receiver;
    private final Counters counters;

    /**
     * @param plugins the plugins to ask
     * @param settings by name of plugin; a plugin without is asked at its own interval
     * @param receiver takes the reports; must not block for long; throws IllegalArgumentException for metrics that cannot
     *     travel, whose plugin then has failed
     */
    public PluginRunner(
            Collection<Plugin> plugins,
            Map<String, PluginSettings> settings,
            TimeSource time,
            Counters counters,
            Consumer<Report> receiver) {
        this.time = time;
        this.counters = counters;
        this.receiver = receiver;
        for (Plugin plugin : plugins) {
            PluginSettings own = settings.getOrDefault(plugin.name(), PluginSettings.DEFAULT);
            tasks.add(new PluginTask(plugin, own, time.steadyMillis(), outcomes));
        }
    }

    /** What a look of a plugin came to: metrics, or a failure. */
    record Outcome(PluginTask task, Map<String, Object> metrics, Throwable failure) {}

    /** Runs until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Outcome outcome = outcomes.poll(turn(), TimeUnit.MILLISECONDS);
                if (outcome != null) {
                    settle(outcome);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes what was said, reports what takes too long, asks who is due.
     *
     * @return milliseconds until something is due again, at least 1
     */
    public long turn() {
        for (Outcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
            settle(outcome);
        }
        long now = time.steadyMillis();
        long next = now + TimeUnit.MINUTES.toMillis(1);
        for (PluginTask task : tasks) {
            if (task.overdue(now)) {
                counters.count(Counter.PLUGIN_TIMEOUTS);
                tell(task, Map.of("error", task.abandon(now)), false);
            }
            task.startIfDue(now);
            next = Math.min(next, task.nextDeadline());
        }
        return Math.max(1, next - now);
    }

    private void settle(Outcome outcome) {
        PluginTask task = outcome.task();
        task.ended();
        if (outcome.failure() != null) {
            failed(task, outcome.failure());
            return;
        }
        try {
            tell(task, outcome.metrics(), task.lasting() && !outcome.metrics().containsKey("error"));
            task.worked();
        } catch (IllegalArgumentException e) { // what cannot travel is the plugin's failure
            failed(task, e);
        }
    }

    private void failed(PluginTask task, Throwable failure) {
        String error = task.failed(failure, time.steadyMillis());
        if (!task.abandoned()) {
            counters.count(Counter.PLUGIN_FAILURES);
            tell(task, Map.of("error", error), false);
        }
    }

    private void tell(PluginTask task, Map<String, Object> metrics, boolean lasting) {
        receiver.accept(new Report(task.name(), time.wall(), metrics, lasting));
    }
}
