package io.heartbeat.bench.loghog;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * When a server went and came back, in numbers that a sender had reached by then: tells what was on its way when it went from
 * what was sent to nobody. For one thread.
 */
final class Outages {
    private final IntSupplier reached;
    private final List<Integer> gone = new ArrayList<>();
    private final List<Integer> back = new ArrayList<>();

    /** @param reached the sender's newest number */
    Outages(IntSupplier reached) {
        this.reached = reached;
    }

    /** The server is no more. */
    void gone() {
        gone.add(reached.getAsInt());
    }

    /** It listens again. */
    void back() {
        back.add(reached.getAsInt());
    }

    int count() {
        return gone.size();
    }

    /** How many of the missing messages had been sent when the server went. */
    int onTheirWay(BitSet missing) {
        return missing.cardinality() - unheard(missing);
    }

    /** How many were sent while there was none. */
    int unheard(BitSet missing) {
        int unheard = 0;
        for (int i = 0; i < back.size(); i++) {
            unheard += missing.get(gone.get(i), back.get(i)).cardinality();
        }
        return unheard;
    }

    /** The most that were on their way at one of them. */
    int mostOnTheirWay(BitSet missing) {
        int most = 0;
        int from = 0;
        for (int i = 0; i < gone.size(); i++) {
            most = Math.max(most, missing.get(from, gone.get(i)).cardinality());
            from = i < back.size() ? back.get(i) : gone.get(i);
        }
        return most;
    }
}
