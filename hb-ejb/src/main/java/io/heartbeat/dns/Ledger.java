package io.heartbeat.dns;

import io.heartbeat.dns.DnsNames.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which name belongs to which host, what shall stand there and what does; the queue of what differs, the last wish winning.
 * A name stays its first host's until that is forgotten. Bounded. Thread-safe; nothing in it waits.
 */
final class Ledger {
    /** Names that may wait. */
    static final int QUEUE = 10_000;
    /** Names that may be known. */
    static final int NAMES = 200_000;

    private final NameBook names = new NameBook();
    private final Map<String, NameCell> queue = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final int capacity;

    Ledger() {
        this(QUEUE);
    }

    /** @param capacity names that may wait */
    Ledger(int capacity) {
        this.capacity = capacity;
    }

    /** What became of a wish. */
    enum Wish {
        /** It stands, or waits to be brought there. */
        TAKEN,
        /** Too many wait or are known: say it again later. */
        FULL,
        /** The name is another host's. */
        FOREIGN
    }

    /** Puts a name in its place as it was stored. */
    synchronized void restore(NameState stored) {
        NameCell cell = new NameCell(stored);
        names.add(cell);
        if (cell.pending) {
            queue.put(cell.name, cell);
        }
    }

    /** Has one value stand at a name of a host; nothing happens when it does already, or waits to. */
    synchronized Wish want(String host, Place place, RecordType type, String value, Instant now, String cause) {
        NameCell cell = names.find(place.name());
        if (cell == null && names.size() >= NAMES) {
            return Wish.FULL;
        }
        if (cell != null && !cell.host.equals(host) && !cell.idle()) {
            return cell.wanted.isEmpty() ? Wish.FULL : Wish.FOREIGN; // on its way out, it will be free
        }
        Records wanted = cell == null ? Records.NONE.with(type, value) : cell.wanted.with(type, value);
        if (cell != null && wanted.equals(cell.wanted) && (cell.pending || wanted.equals(cell.published))) {
            return Wish.TAKEN;
        }
        if (queue.size() >= capacity && !queue.containsKey(place.name())) {
            return Wish.FULL;
        }
        cell = claim(cell, place, host);
        cell.wanted = wanted;
        enqueue(cell, now, cause);
        return Wish.TAKEN;
    }

    /** The values of a host at a name; none when the name is not this host's. */
    synchronized Records wanted(String host, String name) {
        NameCell cell = names.find(name);
        return cell == null || !cell.host.equals(host) ? Records.NONE : cell.wanted;
    }

    /** The host that a name belongs to, or null. */
    synchronized String owner(String name) {
        NameCell cell = names.find(name);
        return cell == null || cell.idle() ? null : cell.host;
    }

    /** Takes what stands at one name away, if it is the host's. */
    synchronized void release(String host, String name, Instant now, String cause) {
        NameCell cell = names.find(name);
        if (cell != null && cell.host.equals(host)) {
            remove(cell, now, cause);
        }
    }

    /** Hands one name over to another host, with all that stands there. */
    synchronized void handOver(String name, String host) {
        NameCell cell = names.find(name);
        if (cell != null) {
            names.move(cell, host);
        }
    }

    /** Takes away all that stands at a host's names. */
    synchronized void removeAll(String host, Instant now, String cause) {
        names.of(host).forEach(cell -> remove(cell, now, cause));
    }

    /** Brings all that is wanted of a host to the name server again; answers the names. */
    synchronized List<NameState> again(String host, Instant now, String cause) {
        List<NameState> again = new ArrayList<>();
        for (NameCell cell : names.of(host)) {
            if (cell.pending || !cell.wanted.isEmpty()) {
                enqueue(cell, now, cause);
                again.add(cell.state());
            }
        }
        return again;
    }

    /** Lets go of a host's names; what stands there stays. */
    synchronized void forget(String host) {
        names.of(host).forEach(this::drop);
    }

    /** Notes whether a host is down, so that a restart knows. */
    synchronized void down(String host, boolean down) {
        for (NameCell cell : names.of(host)) {
            if (cell.down != down) {
                cell.down = down;
                changed.add(cell.name);
            }
        }
    }

    /** The names of a host, whose records stand or shall. */
    synchronized List<NameState> of(String host) {
        return names.of(host).stream().map(NameCell::state).toList();
    }

    /** Names that may be tried now, in the order in which they came, at most so many. */
    synchronized List<NameState> due(long steadyMillis, Predicate<String> zone, int most) {
        return queue.values().stream()
                .filter(cell -> cell.notBefore <= steadyMillis && zone.test(cell.zone))
                .limit(most)
                .map(NameCell::state)
                .toList();
    }

    /** How often the present wish for a name was tried in vain. */
    synchronized int tries(String name) {
        NameCell cell = names.find(name);
        return cell == null ? 0 : cell.tries;
    }

    /** What was sent stands. A wish that changed meanwhile waits on. */
    synchronized void published(NameState sent, Instant now) {
        settle(sent, cell -> {
            cell.published = sent.wanted();
            cell.publishedAt = now;
            cell.problem = null;
            if (cell.wanted.equals(sent.wanted())) {
                unqueue(cell);
            }
        });
    }

    /** What was sent does not stand, and will not be tried again by itself. */
    synchronized void givenUp(NameState sent, String problem) {
        settle(sent, cell -> {
            cell.problem = problem;
            if (cell.wanted.equals(sent.wanted())) {
                unqueue(cell);
            }
        });
    }

    /** What was sent does not stand yet; it goes behind the others. */
    synchronized void failed(NameState sent, String problem, long notBefore) {
        settle(sent, cell -> {
            cell.problem = problem;
            cell.tries++;
            cell.notBefore = notBefore;
            queue.remove(cell.name);
            queue.put(cell.name, cell);
        });
    }

    /** Hands over what was not stored yet: the states, and the names that are no more. */
    synchronized void takeChanged(Collection<NameState> states, Collection<String> gone) {
        for (String name : changed) {
            NameCell cell = names.find(name);
            if (cell == null) {
                gone.add(name);
            } else {
                states.add(cell.state());
            }
        }
        changed.clear();
    }

    /** What could not be stored is to be stored next time. */
    synchronized void notStored(Collection<NameState> states, Collection<String> gone) {
        states.forEach(state -> changed.add(state.name()));
        changed.addAll(gone);
    }

    synchronized int waiting() {
        return queue.size();
    }

    synchronized int size() {
        return names.size();
    }

    /** How many hosts have names. */
    synchronized int hosts() {
        return names.hosts();
    }

    private NameCell claim(NameCell present, Place place, String host) {
        if (present == null) {
            NameCell fresh = new NameCell(place.name(), place.zone(), host);
            names.add(fresh);
            return fresh;
        }
        if (!present.host.equals(host)) {
            names.move(present, host);
        }
        return present;
    }

    private void remove(NameCell cell, Instant now, String cause) {
        if (!cell.wanted.isEmpty() || !cell.published.isEmpty()) {
            cell.wanted = Records.NONE;
            enqueue(cell, now, cause);
        }
    }

    private void enqueue(NameCell cell, Instant now, String cause) {
        cell.queuedAt = cell.pending ? cell.queuedAt : now;
        cell.pending = true;
        cell.cause = cause;
        cell.tries = 0;
        cell.notBefore = Long.MIN_VALUE;
        queue.putIfAbsent(cell.name, cell);
        changed.add(cell.name);
    }

    private void unqueue(NameCell cell) {
        cell.pending = false;
        cell.queuedAt = null;
        queue.remove(cell.name);
        if (cell.idle()) {
            drop(cell);
        }
    }

    private void drop(NameCell cell) {
        names.remove(cell);
        queue.remove(cell.name);
        changed.add(cell.name);
    }

    /** A name that was let go of meanwhile needs nothing any more. */
    private void settle(NameState sent, Consumer<NameCell> with) {
        NameCell cell = names.find(sent.name());
        if (cell != null && cell.host.equals(sent.host())) {
            changed.add(cell.name);
            with.accept(cell);
        }
    }
}
