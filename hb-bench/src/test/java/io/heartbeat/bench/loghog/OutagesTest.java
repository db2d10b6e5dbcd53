package io.heartbeat.bench.loghog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private final AtomicInteger reached = new AtomicInteger();
    private final Outages outages = new Outages(reached::get);

    @Test
    void tellsWhatWasOnItsWayFromWhatNobodyHeard() {
        outage(100, 120);
        outage(300, 310);
        BitSet missing = new BitSet();
        missing.set(97, 118);
        missing.set(290, 305);
        missing.set(400);
        assertThat(outages.count()).isEqualTo(2);
        assertThat(outages.unheard(missing)).isEqualTo(18 + 5);
        assertThat(outages.onTheirWay(missing)).isEqualTo(3 + 10 + 1);
        assertThat(outages.mostOnTheirWay(missing)).isEqualTo(10);
    }

    private void outage(int gone, int back) {
        reached.set(gone);
        outages.gone();
        reached.set(back);
        outages.back();
    }
}
