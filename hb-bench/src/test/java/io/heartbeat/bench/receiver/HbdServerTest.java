package io.heartbeat.bench.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HbdServerTest {
    @Test
    void linesThatComplainAreToldByTheirLevel() {
        assertThat(HbdServer.complains("2026-11-21T08:33:23.100+0000 WARN org.hibernate.orm deprecated"))
                .isTrue();
        assertThat(HbdServer.complains("2026-11-21T08:33:23.100+0000 ERROR io.heartbeat.storage the database is away"))
                .isTrue();
        assertThat(HbdServer.complains("SEVERE: Exception while deploying")).isTrue();
        assertThat(HbdServer.complains("[WARNING] something")).isTrue();
        assertThat(HbdServer.complains("2026-11-21T08:33:23.100+0000 INFO io.heartbeat no WARNING since the start"))
                .isFalse();
        assertThat(HbdServer.complains("WARNINGS are counted")).isFalse();
    }
}
