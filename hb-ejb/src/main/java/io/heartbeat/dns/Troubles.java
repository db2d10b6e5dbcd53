package io.heartbeat.dns;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * Zones that cannot be updated at present, and when they are tried next. A server that does not answer pauses its zone at
 * once; one that refuses does so after {@value #IN_A_ROW} names in a row, as one name alone may be refused by a policy of
 * the server, and must not hold up the others. Thread-safe.
 */
final class Troubles {
    /** Refusals, without a success between, that pause a zone. */
    static final int IN_A_ROW = 3;

    private final Map<String, Trouble> zones = new ConcurrentHashMap<>();
    private final Backoff unavailable;
    private final Backoff refused;

    /**
     * What keeps a zone.
     *
     * @param kind RETRY or MISCONFIGURED
     * @param failures in a row
     * @param openAt steady milliseconds from which on it is tried again
     */
    private record Trouble(DnsResult.Kind kind, String detail, int failures, long openAt) {}

    Troubles(DoubleSupplier chance) {
        unavailable = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), chance);
        refused = new Backoff(Duration.ofMinutes(5), Duration.ofHours(1), chance);
    }

    /** Whether the zone may be tried. */
    boolean open(String zone, long now) {
        Trouble trouble = zones.get(zone);
        return trouble == null || trouble.openAt <= now;
    }

    /**
     * Notes a failure.
     *
     * @return whether it is news: the zone worked before, or failed in another way
     */
    boolean failed(String zone, DnsResult result, long now) {
        Trouble before = zones.get(zone);
        boolean same = before != null && before.kind == result.kind();
        int failures = same ? before.failures + 1 : 1;
        long pause = 0;
        if (result.kind() == DnsResult.Kind.RETRY) {
            pause = unavailable.after(failures).toMillis();
        } else if (failures >= IN_A_ROW) {
            pause = refused.after(failures - IN_A_ROW + 1).toMillis();
        }
        zones.put(zone, new Trouble(result.kind(), result.detail(), failures, now + pause));
        return !same;
    }

    /** When a name that was refused is tried again, steady milliseconds. */
    long again(int tries, long now) {
        return now + refused.after(tries).toMillis();
    }

    /** The zone works. */
    void clear(String zone) {
        zones.remove(zone);
    }

    /** Has the zone tried at once; what is known of it stays until then. */
    void open(String zone) {
        zones.computeIfPresent(zone, (name, was) -> new Trouble(was.kind, was.detail, was.failures, Long.MIN_VALUE));
    }

    /** What is wrong with a zone. */
    Optional<String> of(String zone) {
        return Optional.ofNullable(zones.get(zone)).map(Trouble::detail);
    }

    /** How many zones have this kind of trouble. */
    long count(DnsResult.Kind kind) {
        return zones.values().stream().filter(trouble -> trouble.kind == kind).count();
    }
}
