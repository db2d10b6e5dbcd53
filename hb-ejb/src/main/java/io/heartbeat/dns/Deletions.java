package io.heartbeat.dns;

import io.heartbeat.clock.TimeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Takes the records of hosts away that are down for good, where the configuration says so. For one thread. */
final class Deletions {
    private final DownWatch watch;
    private final Ledger ledger;
    private final TimeSource time;
    private final DnsInstruments instruments;
    private final Consumer<String> deleting;
    private final Map<String, String> kept = new ConcurrentHashMap<>();

    /** @param deleting is told of a host before its records go, so that its next heartbeat is looked at anew */
    Deletions(
            DownWatch watch,
            Ledger ledger,
            TimeSource time,
            DnsInstruments instruments,
            Consumer<String> deleting) {
        this.watch = watch;
        this.ledger = ledger;
        this.time = time;
        this.instruments = instruments;
        this.deleting = deleting;
    }

    /** One look at the hosts that are down. */
    void turn() {
        long now = time.steadyMillis();
        for (String host : watch.ripe(now)) {
            DownWatch.Verdict verdict = watch.judge(host, now, ledger.hosts());
            switch (verdict.answer()) {
                case WAIT -> keep(host, verdict);
                case KEEP -> {
                    keep(host, verdict);
                    watch.decided(host);
                }
                case DELETE -> {
                    kept.remove(host);
                    watch.decided(host);
                    deleting.accept(host);
                    ledger.removeAll(host, time.wall(), "the host is down");
                }
            }
        }
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

    void back(String host) {
        kept.remove(host);
    }
}
