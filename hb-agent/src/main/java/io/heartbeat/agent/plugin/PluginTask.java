package io.heartbeat.agent.plugin;

import io.heartbeat.agent.PluginSettings;
import io.heartbeat.agent.Schedule;
import io.heartbeat.agent.plugin.PluginRunner.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;

/**
 * One plugin and where it stands: idle, looking, or stuck. Belongs to the runner's thread; the look itself runs on another
 * and answers through the queue. A stuck look is interrupted, and until it has ended no other is begun: a plugin never
 * meets itself.
 */
final class PluginTask {
    private static final Logger LOG = System.getLogger(PluginTask.class.getName());

    private final Plugin plugin;
    private final Queue<Outcome> outcomes;
    private final Schedule schedule;
    private final long timeout;
    private Thread looking;
    private long deadline;
    private boolean abandoned;
    private boolean given;
    private boolean failing;

    PluginTask(Plugin plugin, PluginSettings settings, long now, Queue<Outcome> outcomes) {
        this.plugin = plugin;
        this.outcomes = outcomes;
        this.timeout = settings.timeout().toMillis();
        Duration own = plugin instanceof MonitorPlugin monitor ? monitor.interval() : PluginSettings.DEFAULT_INTERVAL;
        this.schedule = new Schedule(now, settings.interval().orElse(own).toMillis());
    }

    Plugin plugin() {
        return plugin;
    }

    boolean overdue(long now) {
        return looking != null && now - deadline >= 0;
    }

    /** Interrupts the look that takes too long, and says so; asked again after another timeout. */
    String abandon() {
        looking.interrupt();
        abandoned = true;
        deadline += Math.max(timeout, PluginSettings.DEFAULT_INTERVAL.toMillis());
        String error = "no answer within " + timeout / 1000.0 + " s";
        failed(error);
        return error;
    }

    void startIfDue(long now) {
        if (finished() || !schedule.due(now)) {
            return;
        }
        schedule.taken(now);
        if (looking == null) {
            deadline = now + timeout;
            abandoned = false;
            looking = new Thread(this::look, "plugin-" + plugin.name());
            looking.setDaemon(true);
            looking.start();
        }
    }

    private void look() {
        Outcome outcome;
        try {
            Map<String, Object> metrics = plugin.collect();
            outcome = new Outcome(this, metrics, metrics == null ? new IllegalStateException("no metrics") : null);
        } catch (Throwable e) { // a plugin may be anyone's code: whatever it throws is its own failure
            outcome = new Outcome(this, null, e);
        }
        outcomes.add(outcome);
    }

    /** Whether the look was already reported as too slow, so that its interruption is no news. */
    boolean abandoned() {
        return abandoned;
    }

    /** The look has ended. Answers its error, null when there is none. */
    String settled(Throwable failure) {
        looking = null;
        if (failure == null) {
            if (failing) {
                LOG.log(Level.INFO, "plugin {0} works again", plugin.name());
            }
            given = true;
            failing = false;
            return null;
        }
        String message = failure.getMessage();
        String error = message == null || message.isBlank() ? failure.getClass().getName() : message;
        failed(error);
        LOG.log(Level.DEBUG, "plugin " + plugin.name(), failure);
        return error;
    }

    private void failed(String error) {
        LOG.log(failing ? Level.DEBUG : Level.WARNING, "plugin {0}: {1}; it is tried again", plugin.name(), error);
        failing = true;
    }

    private boolean finished() {
        return plugin instanceof InfoPlugin && given;
    }

    long nextDeadline() {
        long start = finished() ? Long.MAX_VALUE : schedule.next();
        return looking == null ? start : Math.min(start, deadline);
    }
}
