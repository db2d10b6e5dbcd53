package io.heartbeat.web.live;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Hosts that changed since the last look: a stack whose links lie in the hosts themselves, so that a mark costs no memory
 * and no lock. Many threads add, one takes.
 */
final class Marks {
    private final AtomicReference<LiveHost> head = new AtomicReference<>();

    /** Marks a host; nothing happens when it is marked already. */
    void add(LiveHost host) {
        if (host.marked.get() || !host.marked.compareAndSet(false, true)) {
            return;
        }
        LiveHost top;
        do {
            top = head.get();
            host.next = top;
        } while (!head.compareAndSet(top, host));
    }

    /** Takes one after the other; each can be marked again from the moment it is handed over. */
    void drain(Consumer<LiveHost> taker) {
        LiveHost host = head.getAndSet(null);
        while (host != null) {
            LiveHost next = host.next;
            host.next = null;
            host.marked.set(false);
            taker.accept(host);
            host = next;
        }
    }
}
