package io.heartbeat.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.agent.Counters;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(10, 1_000, new Counters());

    @Test
    void aReportThatLastsTakesThePlaceOfThePluginsLastOne() {
        byte[] newest = {0};
        for (int i = 0; i < 1_000; i++) {
            newest = new byte[] {1};
            outbox.addLasting("os_info", newest);
        }
        byte[] other = {2};
        outbox.addLasting("agent", other);
        assertThat(outbox.size()).isEqualTo(2);
        assertThat(outbox.poll()).isSameAs(newest);
        assertThat(outbox.poll()).isSameAs(other);

        outbox.repeatLasting();
        assertThat(outbox.size()).isEqualTo(2);
        assertThat(outbox.poll()).isSameAs(newest);
    }
}
