package io.heartbeat.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RttMinutesTest {
    private static final int HOSTS = 2_000;
    private static final int MINUTES = 11;

    private final Ledger ledger = new Ledger(null);

    /** As after a start of the server: all hosts are heard for the first time in the same minute. */
    @Test
    void hostsHandOverTheirMinutesInTurn() {
        List<Integer> handedOver = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            int before = ledger.queue.size();
            for (int host = 0; host < HOSTS; host++) {
                ledger.beat("host-" + host + ".example.org", 1 + minute);
            }
            handedOver.add(ledger.queue.size() - before);
            ledger.time.pass(Duration.ofMinutes(1));
        }
        assertThat(handedOver.subList(1, MINUTES))
                .allSatisfy(count -> assertThat(count).isBetween(1, HOSTS * 3 / 2));
        ledger.minutes.finish();
        assertThat(ledger.queue.size()).as("none is lost").isEqualTo(HOSTS * MINUTES);
    }
}
