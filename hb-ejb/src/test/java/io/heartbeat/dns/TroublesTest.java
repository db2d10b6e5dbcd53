package io.heartbeat.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroublesTest {
    private static final DnsResult SERVFAIL = DnsResult.of("SERVFAIL", "");
    private static final DnsResult REFUSED = DnsResult.of("REFUSED", "");

    private final Troubles troubles = new Troubles(() -> 0);

    @ParameterizedTest
    @CsvSource({"1, 0, 1000", "1, 1, 2000", "2, 0, 2000", "5, 0.5, 24000", "9, 0, 150000", "100, 1, 300000"})
    void pausesDoubleUpToABoundAndDifferByChance(int failures, double chance, long millis) {
        Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), () -> chance);
        assertThat(backoff.after(failures)).hasMillis(millis);
    }

    @Test
    void aServerThatCannotPausesItsZoneAtOnceAndNoOther() {
        assertThat(troubles.failed("a", SERVFAIL, 0)).isTrue();
        assertThat(troubles.open("a", 999)).isFalse();
        assertThat(troubles.open("a", 1000)).isTrue();
        assertThat(troubles.open("b", 0)).isTrue();
        assertThat(troubles.failed("a", SERVFAIL, 1000)).isFalse();
        assertThat(troubles.open("a", 2999)).isFalse();
    }

    @Test
    void oneNameThatIsRefusedDoesNotHoldUpTheOthers() {
        assertThat(troubles.failed("a", REFUSED, 0)).isTrue();
        assertThat(troubles.failed("a", REFUSED, 0)).isFalse();
        assertThat(troubles.open("a", 0)).isTrue();
        assertThat(troubles.failed("a", REFUSED, 0)).isFalse();
        assertThat(troubles.open("a", 149_999)).isFalse();
        assertThat(troubles.of("a"))
                .hasValueSatisfying(detail -> assertThat(detail).contains("REFUSED"));

        troubles.open("a");
        assertThat(troubles.open("a", 0)).isTrue();
        troubles.clear("a");
        assertThat(troubles.of("a")).isEmpty();
    }
}
