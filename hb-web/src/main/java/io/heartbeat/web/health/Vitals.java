package io.heartbeat.web.health;

import io.heartbeat.clock.TimeSource;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * All vitals at a glance. Anybody may ask without a login, so one look serves everybody for a second, a vital that hangs is
 * unwell after three, and is never asked again before it has answered. Thread-safe.
 */
@ApplicationScoped
public class Vitals {
    private static final Logger LOG = System.getLogger(Vitals.class.getName());
    private static final long FRESH_MS = 1000;

    private final Iterable<Vital> vitals;
    private final TimeSource clock;
    private final long patienceMs;
    private final ConcurrentMap<String, CompletableFuture<Boolean>> asked = new ConcurrentHashMap<>();
    private Executor executor;
    private Map<String, Boolean> last;
    private long lastAt;

    /** For the container's proxy. */
    protected Vitals() {
        this(null, null, null, 0);
    }

    /** @param vitals every bean of that type */
    @Inject
    public Vitals(Instance<Vital> vitals, TimeSource clock) {
        this(vitals, clock, null, 3000);
    }

    Vitals(Iterable<Vital> vitals, TimeSource clock, Executor executor, long patienceMs) {
        this.vitals = vitals;
        this.clock = clock;
        this.executor = executor;
        this.patienceMs = patienceMs;
    }

    @Resource
    void setExecutor(ManagedExecutorService executor) {
        this.executor = executor;
    }

    /** Every vital by name, and whether it is well. */
    public synchronized Map<String, Boolean> look() {
        long now = clock.steadyMillis();
        if (last == null || now - lastAt >= FRESH_MS) {
            Map<String, Boolean> seen = new TreeMap<>();
            vitals.forEach(vital -> seen.put(vital.name(), ask(vital)));
            last = Map.copyOf(seen);
            lastAt = clock.steadyMillis();
        }
        return last;
    }

    private boolean ask(Vital vital) {
        CompletableFuture<Boolean> answer = asked.compute(
                vital.name(),
                (name, earlier) -> earlier != null && !earlier.isDone()
                        ? earlier
                        : CompletableFuture.supplyAsync(vital::well, executor));
        try {
            return answer.get(patienceMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            LOG.log(Level.WARNING, "{0} did not answer within {1} ms", vital.name(), patienceMs);
        } catch (ExecutionException failed) {
            LOG.log(Level.WARNING, vital.name() + " could not be asked", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
