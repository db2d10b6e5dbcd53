package io.heartbeat.agent.link;

import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.ServerAddress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The addresses of one server, and which of them is in use. Names are resolved elsewhere, never on the link's thread; until
 * an answer is there, the old addresses stay. Belongs to the link's thread.
 */
final class Route {
    private static final Logger LOG = System.getLogger(Route.class.getName());

    private final ServerAddress server;
    private final Resolver resolver;
    private final Executor executor;
    private final Runnable wakeup;
    private final Counters counters;
    private final long retryMillis;
    private final AtomicReference<Answer> answer = new AtomicReference<>();
    private List<InetAddress> addresses = List.of();
    private int index;
    private boolean asking;
    private boolean failing;
    private long askAt = Long.MIN_VALUE;

    Route(
            ServerAddress server,
            Resolver resolver,
            Executor executor,
            Runnable wakeup,
            Counters counters,
            long retryMillis) {
        this.server = server;
        this.resolver = resolver;
        this.executor = executor;
        this.wakeup = wakeup;
        this.counters = counters;
        this.retryMillis = retryMillis;
    }

    private record Answer(List<InetAddress> addresses, UnknownHostException failure) {}

    boolean known() {
        return !addresses.isEmpty();
    }

    /** How many addresses there are to try. */
    int size() {
        return addresses.size();
    }

    InetSocketAddress current() {
        return new InetSocketAddress(addresses.get(index), server.port());
    }

    /** Turns to the next address; after the last one, to the first, and the name is resolved anew. */
    void advance(long now) {
        index++;
        if (index >= addresses.size()) {
            index = 0;
            ask(now);
        }
    }

    /** Has the name resolved, unless that is under way or was tried just now. */
    void ask(long now) {
        if (asking || now < askAt) {
            return;
        }
        asking = true;
        askAt = now + retryMillis;
        executor.execute(() -> {
            answer.set(look());
            wakeup.run();
        });
    }

    private Answer look() {
        try {
            return new Answer(List.of(resolver.resolve(server.host())), null);
        } catch (UnknownHostException e) {
            return new Answer(List.of(), e);
        }
    }

    /**
     * Takes the resolver's answer, if there is one.
     *
     * @return whether the address in use is another one now
     */
    boolean settle() {
        Answer came = answer.getAndSet(null);
        if (came == null) {
            return false;
        }
        asking = false;
        if (came.failure() != null) {
            failed(came.failure());
            return false;
        }
        failing = false;
        InetAddress before = known() ? addresses.get(index) : null;
        addresses = came.addresses();
        index = 0;
        return !addresses.get(0).equals(before);
    }

    private void failed(UnknownHostException failure) {
        counters.count(Counter.RESOLVE_FAILURES);
        LOG.log(
                failing ? Level.DEBUG : Level.WARNING,
                "{0}: the name cannot be resolved ({1}); it is tried again",
                server,
                failure.getMessage());
        failing = true;
    }

    /** When to ask again, for a name that has no address yet. */
    long askAt() {
        return asking ? Long.MAX_VALUE : askAt;
    }
}
