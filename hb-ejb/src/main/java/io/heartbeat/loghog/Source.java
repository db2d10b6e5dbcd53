package io.heartbeat.loghog;

import java.util.concurrent.atomic.LongAdder;

/** What came from one address. Thread-safe. */
final class Source {
    final LongAdder messages = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder refused = new LongAdder();
    private final String address;

    Source(String address) {
        this.address = address;
    }

    /** As text, without a port; {@code other} for those that are too many to be told apart. */
    String address() {
        return address;
    }
}
