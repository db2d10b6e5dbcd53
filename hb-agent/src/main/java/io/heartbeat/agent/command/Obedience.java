package io.heartbeat.agent.command;

import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.Order;
import io.heartbeat.agent.Orders;
import io.heartbeat.agent.Result;
import io.heartbeat.agent.Subprocess;
import io.heartbeat.agent.Subprocess.Outcome;
import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Obeys orders that the allow-list has, each once: what it was told before it answers again, what expired it passes over in
 * silence. Decides on one thread, for that takes the disk; runs programs on others. Thread-safe.
 */
public final class Obedience implements Orders {
    /** Characters of a result; a datagram takes no more. */
    private static final int MAX_OUTPUT = 32 * 1024;

    private static final int AT_ONCE = 4;
    private static final Logger LOG = System.getLogger(Obedience.class.getName());
    /** After so long, an order that was begun by another process than this one was ended with it. */
    private static final Duration LOST = Duration.ofMinutes(12);

    private final AllowList list;
    private final OrderMemory memory;
    private final Installer installer;
    private final TimeSource time;
    private final Counters counters;
    private final Executor deciding;
    private final Executor running;
    private final Subprocess subprocess;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Set<String> present = ConcurrentHashMap.newKeySet();

    /**
     * @param folder where orders are remembered
     * @param deciding one thread with a bounded queue
     * @param running a thread for each run
     */
    public Obedience(
            AllowList list,
            Path folder,
            Installer installer,
            TimeSource time,
            Counters counters,
            Executor deciding,
            Executor running) {
        this.list = list;
        this.memory = new OrderMemory(folder, time);
        this.installer = installer;
        this.time = time;
        this.counters = counters;
        this.deciding = deciding;
        this.running = running;
        this.subprocess = new Subprocess(time, MAX_OUTPUT);
    }

    @Override
    public void take(Order order, Consumer<Result> answer) {
        try {
            deciding.execute(() -> decide(order, answer));
        } catch (RejectedExecutionException full) {
            counters.count(Counter.COMMANDS_REFUSED); // the server asks again
        }
    }

    private void decide(Order order, Consumer<Result> answer) {
        try {
            Optional<OrderMemory.Begun> begun = memory.find(order);
            if (begun.isPresent()) {
                counters.count(Counter.COMMANDS_REPEATED);
                again(order, begun.get()).ifPresent(answer);
            } else if (time.wall().isAfter(order.expiresAt())) {
                counters.count(Counter.COMMANDS_EXPIRED);
            } else {
                refusal(order).or(() -> begin(order, answer)).ifPresent(why -> {
                    counters.count(Counter.COMMANDS_REFUSED);
                    LOG.log(Level.INFO, "{0}: {1} refused: {2}", order.server(), order, why);
                    answer.accept(Result.refused(why));
                });
            }
        } catch (IOException e) {
            counters.count(Counter.COMMANDS_REFUSED);
            LOG.log(Level.WARNING, "orders are refused, for what was done cannot be read: {0}", e.toString());
        }
    }

    /** What is known of an order that was begun before; nothing while it may still run. */
    private Optional<Result> again(Order order, OrderMemory.Begun begun) {
        Instant lost = begun.at().plus(LOST);
        if (begun.result().isPresent()
                || present.contains(key(order))
                || time.wall().isBefore(lost)) {
            return begun.result();
        }
        return Optional.of(Result.failed("the agent was ended while it did this"));
    }

    private Optional<String> refusal(Order order) {
        if (list.nothing()) {
            return Optional.of("this agent runs no commands and installs no upgrades");
        }
        if (order.upgrade()) {
            return list.upgrade() ? Optional.empty() : Optional.of("this agent installs no upgrades");
        }
        Allowed allowed = list.commands().get(order.command());
        if (allowed == null) {
            return Optional.of("no such command in this agent's list");
        }
        return allowed.allows(order.args())
                ? Optional.empty()
                : Optional.of("its arguments are not those that this agent's list allows");
    }

    /** Begins it; answers why not. */
    private Optional<String> begin(Order order, Consumer<Result> answer) {
        if (!places.tryAcquire()) {
            return Optional.of("too many at once");
        }
        boolean begun = false;
        try {
            if (!memory.begin(order)) {
                return Optional.of("it was begun before");
            }
            present.add(key(order));
            counters.count(Counter.COMMANDS_OBEYED);
            LOG.log(Level.INFO, "{0}: {1} begins", order.server(), order);
            running.execute(() -> run(order, answer));
            begun = true;
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "orders are refused, for they cannot be written down: {0}", e.toString());
            return Optional.of("it cannot be written down: " + e.getMessage());
        } finally {
            if (!begun) {
                places.release();
            }
        }
    }

    private void run(Order order, Consumer<Result> answer) {
        try {
            Optional<Result> result = order.upgrade() ? installer.install(order) : Optional.of(command(order));
            if (result.isPresent()) {
                finished(order, result.get());
                answer.accept(result.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            present.remove(key(order));
            places.release();
        }
    }

    private Result command(Order order) throws InterruptedException {
        Allowed allowed = list.commands().get(order.command());
        try {
            Outcome outcome = subprocess.runAlone(allowed.line(order.args()), allowed.timeout());
            String output = outcome.output() + outcome.errors();
            if (outcome.timedOut()) {
                return new Result("timeout", output);
            }
            return outcome.exitCode() == 0 ? Result.ok(output) : Result.failed(ended(output, outcome.exitCode()));
        } catch (IOException e) {
            return Result.failed("cannot be run: " + e.getMessage());
        }
    }

    /** The exit code is at the end, whatever is left out before. */
    private static String ended(String output, int exitCode) {
        String end = "\nexit code " + exitCode;
        return output.substring(0, Math.min(output.length(), MAX_OUTPUT - end.length())) + end;
    }

    /** What came of an order, to be told whenever its server asks. */
    public void finished(Order order, Result result) {
        LOG.log(Level.INFO, "{0}: {1}: {2}", order.server(), order, result.status());
        try {
            memory.finish(order, result);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what came of an order cannot be written down: {0}", e.toString());
        }
    }

    private static String key(Order order) {
        return order.server() + " " + order.id();
    }
}
