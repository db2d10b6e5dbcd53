package io.heartbeat.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RosterTest {
    private final Roster roster = new Roster(
            new IngestSettings(List.<InetSocketAddress>of(), 0, 3_000, 1, AuthMode.OBSERVE, Map.of(), List.of()));

    @Test
    void oneNameIsOneHostHoweverOftenItIsAdmitted() {
        Admitted first = admit("web");

        assertThat(admit("web")).isSameAs(first);
        assertThat(admit("we")).isNotSameAs(first);
        assertThat(roster.size()).isEqualTo(2);
    }

    @Test
    void aFloodOfInventedNamesIsRefusedAndTheKnownOnesStay() {
        Admitted known = admit("web");
        int admitted = 0;
        for (int i = 0; i < 100_000; i++) {
            admitted += admit("invented-" + i) == null ? 0 : 1;
        }

        assertThat(admitted).isEqualTo(2_999);
        assertThat(admit("web")).isSameAs(known);
    }

    @Test
    void aForgottenNameIsFreeAgainAndItsNeighboursStay() {
        for (int i = 0; i < 3_000; i++) {
            admit("h" + i);
        }
        roster.forgotten(new HostForgotten("h7"));

        assertThat(find("h7")).isNull();
        assertThat(roster.size()).isEqualTo(2_999);
        assertThat(find("h6")).isNotNull();
        assertThat(admit("new")).isNotNull();
    }

    @Test
    void aKnownHostIsAdmittedBeyondTheMaximumAndHeldToItsSignature() {
        for (int i = 0; i < 3_000; i++) {
            admit("h" + i);
        }
        roster.known(new HostKnown("old", true));

        assertThat(find("old").hasSigned).isTrue();
    }

    @Test
    void acknowledgementsAreFourAtOnceAndThenOneASecond() {
        Admitted host = admit("web");
        long now = -5;
        int atOnce = 0;
        for (int i = 0; i < 100; i++) {
            atOnce += host.mayAcknowledge(now) ? 1 : 0;
        }
        int inTenSeconds = 0;
        for (int i = 0; i < 1_000; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(10);
            inTenSeconds += host.mayAcknowledge(now) ? 1 : 0;
        }

        assertThat(atOnce).isEqualTo(4);
        assertThat(inTenSeconds).isEqualTo(10);
    }

    private Admitted admit(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return roster.admit(bytes, 0, bytes.length);
    }

    private Admitted find(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return roster.find(bytes, 0, bytes.length);
    }
}
