package io.heartbeat.agent.plugin;

import io.heartbeat.agent.PluginSettings;
import io.heartbeat.agent.Schedule;
import io.heartbeat.agent.plugin.PluginRunner.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;

/**
 * One plugin and where it stands: idle, looking, or stuck. Belongs to the runner's thread; the look itself runs on another
 * and answers through the queue. A stuck look is interrupted, and until it has ended no other is begun: a plugin never
 * meets itself.
 */
final class PluginTask {
    private static final Logger LOG = System.getLogger(PluginTask.class.getName());
    /** A plugin that fails every other time says so in each report, and in the log as often as this. */
    private static final long WARNING_MILLIS = Duration.ofMinutes(10).toMillis();

    private final Plugin plugin;
    private final String name;
    private final Queue<Outcome> outcomes;
    private final Schedule schedule;
    private final long timeout;
    private Thread looking;
    private long deadline;
    private boolean abandoned;
    private boolean given;
    private boolean failing;
    private boolean warned;
    private long warnAgainAt;

    PluginTask(Plugin plugin, PluginSettings settings, long now, Queue<Outcome> outcomes) {
        this.plugin = plugin;
        this.name = plugin.name();
        this.outcomes = outcomes;
        this.timeout = settings.timeout().toMillis();
        Duration own = plugin instanceof MonitorPlugin monitor ? monitor.interval() : PluginSettings.DEFAULT_INTERVAL;
        this.warnAgainAt = now;
        this.schedule = new Schedule(now, settings.interval().orElse(own).toMillis());
    }

    String name() {
        return name;
    }

    /** Whether what it says holds for as long as the agent runs. */
    boolean lasting() {
        return plugin instanceof InfoPlugin;
    }

    boolean overdue(long now) {
        return looking != null && now - deadline >= 0;
    }

    /** Interrupts the look that takes too long, and says so; asked again after another timeout. */
    String abandon(long now) {
        looking.interrupt();
        abandoned = true;
        deadline += Math.max(timeout, PluginSettings.DEFAULT_INTERVAL.toMillis());
        String error = "no answer within " + timeout / 1000.0 + " s";
        failed(error, now);
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
            looking = new Thread(this::look, "plugin-" + name);
            looking.setDaemon(true);
            looking.start();
        }
    }

    private void look() {
        Outcome outcome;
        try {
            outcome = new Outcome(this, Metrics.copy(plugin.collect()), null);
        } catch (Throwable e) { // a plugin may be anyone's code: whatever it throws is its own failure
            outcome = new Outcome(this, null, e);
        }
        outcomes.add(outcome);
    }

    /** Whether the look was already reported as too slow, so that its interruption is no news. */
    boolean abandoned() {
        return abandoned;
    }

    /** The look has ended with metrics, which could be sent. */
    void worked() {
        if (failing) {
            LOG.log(level(warned, Level.INFO), "plugin {0} works again", name);
        }
        given = true;
        failing = false;
    }

    /** The look has ended, whatever came of it. */
    void ended() {
        looking = null;
    }

    /** The look has ended with this. Answers the error to report. */
    String failed(Throwable failure, long now) {
        LOG.log(Level.DEBUG, "plugin " + name, failure);
        String error = said(failure);
        if (!abandoned) {
            failed(error, now);
        }
        return error;
    }

    /** What it says of itself; asking may fail too. */
    private static String said(Throwable failure) {
        try {
            String message = failure.getMessage();
            return message == null || message.isBlank() ? failure.getClass().getName() : message;
        } catch (RuntimeException e) {
            return failure.getClass().getName();
        }
    }

    private void failed(String error, long now) {
        boolean news = !failing;
        warned = news ? now >= warnAgainAt : warned;
        LOG.log(level(news && warned, Level.WARNING), "plugin {0}: {1}; it is tried again", name, error);
        if (news && warned) {
            warnAgainAt = now + WARNING_MILLIS;
        }
        failing = true;
    }

    /** Of a line that is said aloud, or only to who asks for more. */
    private static Level level(boolean loud, Level level) {
        return loud ? level : Level.DEBUG;
    }

    private boolean finished() {
        return lasting() && given;
    }

    long nextDeadline() {
        long start = finished() ? Long.MAX_VALUE : schedule.next();
        return looking == null ? start : Math.min(start, deadline);
    }
}
