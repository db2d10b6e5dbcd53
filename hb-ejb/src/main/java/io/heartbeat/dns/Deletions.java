package io.heartbeat.dns;

import io.heartbeat.clock.TimeSource;
import jakarta.enterprise.event.Event;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Takes the records of hosts away that are down for good, where the configuration says so. The looks are one thread's; the rest is thread-safe. */
final class Deletions {
    private final DownWatch watch;
    private final Ledger ledger;
    private final TimeSource time;
    private final DnsInstruments instruments;
    private final Event<RecordsDeleting> asking;
    private final Consumer<String> deleting;
    private final Map<String, String> kept = new ConcurrentHashMap<>();

    /**
     * @param asking those who may know better
     * @param deleting is told of a host when its records go, so that its next heartbeat is looked at anew
     */
    Deletions(
            DownSettings settings,
            Ledger ledger,
            TimeSource time,
            DnsInstruments instruments,
            Event<RecordsDeleting> asking,
            Consumer<String> deleting) {
        this.watch = new DownWatch(settings, time.steadyMillis());
        this.ledger = ledger;
        this.time = time;
        this.instruments = instruments;
        this.asking = asking;
        this.deleting = deleting;
    }

    /** One look at the hosts that are down. */
    void turn() {
        long now = time.steadyMillis();
        for (String host : watch.ripe(now)) {
            DownWatch.Verdict verdict = judge(host, now);
            switch (verdict.answer()) {
                case WAIT -> keep(host, verdict);
                case KEEP -> {
                    keep(host, verdict);
                    watch.decided(host);
                }
                case DELETE -> {
                    kept.remove(host);
                    watch.decided(host);
                    ledger.removeAll(host, time.wall(), "the host is down");
                    deleting.accept(
                            host); // after it: a heartbeat of this moment may have found the records still there
                }
            }
        }
    }

    private DownWatch.Verdict judge(String host, long now) {
        AtomicReference<String> reason = new AtomicReference<>();
        asking.fire(new RecordsDeleting(host, reason::set));
        return reason.get() == null
                ? watch.judge(host, now, ledger.hosts())
                : new DownWatch.Verdict(DownWatch.Answer.WAIT, "maintenance", reason.get());
    }

    private void keep(String host, DownWatch.Verdict verdict) {
        if (!verdict.reason().equals(kept.put(host, verdict.reason()))) {
            instruments.kept(verdict.cause());
        }
    }

    /** Why the records of a host that is down still stand, null when nobody wondered. */
    String kept(String host) {
        return kept.get(host);
    }

    void down(String host) {
        watch.down(host, time.steadyMillis());
        ledger.down(host, true);
    }

    void back(String host) {
        watch.back(host);
        kept.remove(host);
        ledger.down(host, false);
    }

    void forget(String host) {
        watch.forget(host);
        kept.remove(host);
    }
}
