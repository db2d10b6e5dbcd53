package io.heartbeat.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.dns.DnsNames.Place;
import io.heartbeat.dns.Ledger.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Place WEB = new Place("web.a.org", "a.org");

    private final Ledger ledger = new Ledger(2);

    @Test
    void theLastWishForANameWins() {
        want("web", WEB, "192.0.2.7");
        want("web", WEB, "192.0.2.8");

        assertThat(due())
                .singleElement()
                .satisfies(name -> assertThat(name.wanted().text()).isEqualTo("A 192.0.2.8"));
    }

    @Test
    void aWishThatComesWhileTheLastOneIsSentWaitsOn() {
        want("web", WEB, "192.0.2.7");
        NameState sent = due().get(0);
        want("web", WEB, "192.0.2.8");
        ledger.published(sent, NOW);

        assertThat(due()).singleElement().satisfies(name -> {
            assertThat(name.published().text()).isEqualTo("A 192.0.2.7");
            assertThat(name.wanted().text()).isEqualTo("A 192.0.2.8");
        });
    }

    @Test
    void theQueueIsBoundedAndWhatWaitsMayStillChange() {
        assertThat(want("a", new Place("a.a.org", "a.org"), "192.0.2.1")).isEqualTo(Wish.TAKEN);
        assertThat(want("b", new Place("b.a.org", "a.org"), "192.0.2.2")).isEqualTo(Wish.TAKEN);
        assertThat(want("c", new Place("c.a.org", "a.org"), "192.0.2.3")).isEqualTo(Wish.FULL);
        assertThat(want("a", new Place("a.a.org", "a.org"), "192.0.2.9")).isEqualTo(Wish.TAKEN);
        assertThat(ledger.waiting()).isEqualTo(2);
        assertThat(ledger.size()).isEqualTo(2);
    }

    @Test
    void aNameStaysItsFirstHostsUntilThatIsForgotten() {
        want("web", WEB, "192.0.2.7");
        assertThat(want("web.a.org", WEB, "192.0.2.66")).isEqualTo(Wish.FOREIGN);
        assertThat(ledger.owner("web.a.org")).isEqualTo("web");

        ledger.forget("web");
        assertThat(want("web.a.org", WEB, "192.0.2.66")).isEqualTo(Wish.TAKEN);
    }

    @Test
    void aNameThatIsGoneIsForgottenAndToldToTheStore() {
        want("web", WEB, "192.0.2.7");
        ledger.published(due().get(0), NOW);
        ledger.removeAll("web", NOW, "down");
        ledger.published(due().get(0), NOW);

        List<NameState> states = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        ledger.takeChanged(states, gone);
        assertThat(ledger.size()).isZero();
        assertThat(states).isEmpty();
        assertThat(gone).containsExactly("web.a.org");
    }

    @Test
    void aNameThatFailedGoesBehindTheOthersAndWaits() {
        want("web", WEB, "192.0.2.7");
        want("db", new Place("db.a.org", "a.org"), "192.0.2.8");
        ledger.failed(due().get(0), "SERVFAIL", 100);

        assertThat(ledger.due(99, zone -> true, 10)).extracting(NameState::name).containsExactly("db.a.org");
        assertThat(ledger.due(100, zone -> true, 10))
                .extracting(NameState::name)
                .containsExactly("db.a.org", "web.a.org");
        assertThat(ledger.due(100, zone -> false, 10)).isEmpty();
    }

    private List<NameState> due() {
        return ledger.due(0, zone -> true, 10);
    }

    private Wish want(String host, Place place, String address) {
        return ledger.want(host, place, RecordType.A, address, NOW, "heartbeat");
    }
}
