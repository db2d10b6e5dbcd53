package io.heartbeat.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.host.HostStatus;
import io.heartbeat.ingest.HostForgotten;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules around the queue, with a provider that takes everything down. */
class DnsUpdaterTest {
    private static final String DOMAIN = "dyndomains: dyn.example.org\n";
    private static final String DELETE = DOMAIN + "dns_on_down: delete\n";
    private static final String WEB = "web.dyn.example.org";

    private final List<DnsUpdate> sent = new ArrayList<>();
    private DnsResult answer = DnsResult.done();

    @Test
    void onlyAChangeIsSentAndAfterARestartToo() {
        Rig rig = rig(DOMAIN);
        for (int i = 0; i < 5; i++) {
            rig.beat(WEB, "192.0.2.7").turn();
        }
        rig.restart();
        rig.beat(WEB, "192.0.2.7").turn();
        assertThat(sent).hasSize(1);

        rig.beat(WEB, "192.0.2.8").turn();
        assertThat(sent).hasSize(2);
    }

    @Test
    void addressesThatAreOfNoUseToOthersAreNotPublishedUnlessAskedFor() {
        Rig rig = rig(DOMAIN);
        for (String address : List.of("127.0.0.1", "::1", "169.254.1.1", "fe80::1")) {
            rig.beat(WEB, address).beat(WEB, address).turn();
        }
        assertThat(sent).isEmpty();
        assertThat(rig.metric("hbd_dns_skipped_total", "address")).isEqualTo(4);

        rig.restart(DOMAIN + "dns_addresses: [loopback]\n");
        rig.beat(WEB, "127.0.0.1").beat(WEB, "192.0.2.7").turn();
        assertThat(values()).containsExactly("127.0.0.1");
    }

    @Test
    void unsignedHeartbeatsDoNotCountWhereSignedOnesAreAskedFor() {
        Rig rig = rig(DOMAIN + "dns_signed_only: true\n");
        rig.beat(WEB, "192.0.2.66").turn();
        assertThat(sent).isEmpty();
        rig.beat(WEB, "192.0.2.7", "", true).turn();
        assertThat(values()).containsExactly("192.0.2.7");
    }

    @Test
    void aHostThatSaysGoodbyeIsNotPublished() {
        rig(DOMAIN).beat(WEB, "192.0.2.7", ",\"shutdown\":true", false).turn();
        assertThat(sent).isEmpty();
    }

    @Test
    void aNameIsNotTakenFromItsHostByOneThatIsCalledAlike() {
        Rig rig = rig(DOMAIN);
        rig.beat(WEB, "192.0.2.7").turn().beat("web", "192.0.2.66").turn();
        assertThat(values()).containsExactly("192.0.2.7");
        assertThat(rig.metric("hbd_dns_conflicts_total")).isEqualTo(1);

        rig.updater.forgotten(new HostForgotten(WEB));
        rig.beat("web", "192.0.2.66").turn();
        assertThat(values()).containsExactly("192.0.2.7", "192.0.2.66");
    }

    @Test
    void anAddressThatHostsShareKeepsItsFirstName() {
        Rig rig = rig(DOMAIN + "dns_ptr: true\n");
        rig.beat(WEB, "192.0.2.7").beat("db.dyn.example.org", "192.0.2.7").turn();
        assertThat(values()).containsExactly("192.0.2.7", WEB, "192.0.2.7");

        rig.beat(WEB, "192.0.2.8")
                .turn()
                .beat("db.dyn.example.org", "192.0.2.9")
                .turn();
        rig.beat("db.dyn.example.org", "192.0.2.7").turn();
        assertThat(rig.trail("db.dyn.example.org")).contains("7.2.0.192.in-addr.arpa PTR null>db.dyn.example.org done");
    }

    @Test
    void recordsStandThroughADownUnlessTheyAreToGo() {
        Rig rig = rig(DOMAIN);
        rig.beat(WEB, "192.0.2.7").turn().pass(Duration.ofDays(1));
        rig.goes(WEB, HostStatus.LATE, HostStatus.DOWN).pass(Duration.ofDays(1)).turn();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aHostThatIsHeardAgainBeforeItsTimeKeepsItsRecords() {
        Rig rig = rig(DELETE);
        rig.beat(WEB, "192.0.2.7").turn().pass(Duration.ofDays(1));
        rig.goes(WEB, HostStatus.LATE, HostStatus.DOWN).pass(Duration.ofMinutes(4));
        rig.beat(WEB, "192.0.2.7").pass(Duration.ofDays(1)).turn();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aHostThatWasDownBeforeARestartGoesAfterAWindow() {
        Rig rig = rig(DELETE);
        rig.beat(WEB, "192.0.2.7").turn();
        rig.goes(WEB, HostStatus.LATE, HostStatus.DOWN).turn();
        rig.restart();
        rig.pass(Duration.ofMinutes(59)).turn();
        assertThat(sent).hasSize(1);
        rig.pass(Duration.ofMinutes(1)).turn();
        assertThat(rig.trail(WEB)).endsWith(WEB + " A 192.0.2.7>null done");

        rig.beat(WEB, "192.0.2.7").turn();
        assertThat(rig.trail(WEB)).endsWith(WEB + " A null>192.0.2.7 done");
    }

    @Test
    void aHostThatIsBackInTheMomentItsRecordsGoGetsThemAgain() {
        Rig rig = rig(DELETE);
        rig.beat(WEB, "192.0.2.7").turn().pass(Duration.ofHours(2));
        rig.goes(WEB, HostStatus.LATE, HostStatus.DOWN).pass(Duration.ofHours(2));
        rig.time.whenAsked(() -> rig.beat(WEB, "192.0.2.7"));
        rig.turn();
        rig.beat(WEB, "192.0.2.7").turn();
        assertThat(rig.desk.view(WEB).names())
                .singleElement()
                .extracting(name -> name.state().wanted().text())
                .isEqualTo("A 192.0.2.7");
    }

    @Test
    void inMaintenanceOrWhenManyVanishNothingGoesAndTheReasonIsTold() {
        Rig rig = rig(DELETE);
        for (int i = 0; i < 10; i++) {
            rig.beat("h" + i + ".dyn.example.org", "192.0.2." + i);
        }
        rig.turn().pass(Duration.ofHours(2));
        rig.worked.put("h0.dyn.example.org", "maintenance:3");
        rig.goes("h0.dyn.example.org", HostStatus.LATE, HostStatus.DOWN)
                .pass(Duration.ofHours(2))
                .turn();
        assertThat(rig.desk.view("h0.dyn.example.org").kept()).isEqualTo("maintenance:3");
        for (int i = 1; i < 3; i++) {
            rig.goes("h" + i + ".dyn.example.org", HostStatus.UP, HostStatus.DOWN);
        }
        rig.pass(Duration.ofHours(2)).turn();
        assertThat(rig.desk.view("h1.dyn.example.org").kept()).contains("2 of 10 hosts");
        assertThat(rig.metric("hbd_dns_kept_total", "mass")).isEqualTo(2);
        assertThat(sent).hasSize(10);

        rig.worked.clear();
        rig.turn();
        assertThat(sent).hasSize(11);
    }

    @Test
    void aDatabaseThatIsAwayCostsNothingButTheMemory() throws SQLException {
        Rig rig = rig(DOMAIN);
        execute(rig, "alter table dns_name rename to away");
        rig.beat(WEB, "192.0.2.7").turn();
        assertThat(values()).containsExactly("192.0.2.7");
        assertThat(rig.metric("hbd_dns_store_failures_total")).isPositive();

        execute(rig, "alter table away rename to dns_name");
        rig.turn();
        assertThat(rig.trail(WEB)).containsExactly(WEB + " A null>192.0.2.7 done");
        rig.restart();
        rig.beat(WEB, "192.0.2.7").turn();
        assertThat(sent).hasSize(1);
    }

    @Test
    void namesOfADomainThatIsConfiguredNoMoreAreLeftAlone() {
        Rig rig = rig(DOMAIN);
        answer = DnsResult.retry("away");
        rig.beat(WEB, "192.0.2.7").turn();
        answer = DnsResult.done();
        rig.restart("dyndomains: other.example.org\n");
        rig.pass(Duration.ofHours(1)).turn();
        assertThat(sent).hasSize(1);
    }

    @Test
    void retriesAreOneAuditRecordAndManyCounts() {
        Rig rig = rig(DOMAIN);
        answer = DnsResult.of("SERVFAIL", "");
        rig.beat(WEB, "192.0.2.7");
        for (int i = 0; i < 5; i++) {
            rig.turn().pass(Duration.ofMinutes(5));
        }
        answer = DnsResult.done();
        rig.turn();
        assertThat(rig.trail(WEB)).containsExactly(WEB + " A null>192.0.2.7 retry", WEB + " A null>192.0.2.7 done");
        assertThat(rig.metric("hbd_dns_updates_total", "retry")).isEqualTo(5);
    }

    private Rig rig(String yaml) {
        return new Rig(yaml, settings -> new DnsProvider() {
            @Override
            public String name() {
                return "paper";
            }

            @Override
            public DnsResult send(DnsUpdate update) {
                sent.add(update);
                return answer;
            }
        });
    }

    /** What was to come into DNS. */
    private List<String> values() {
        return sent.stream()
                .flatMap(update -> update.steps().stream())
                .filter(step -> step.verb() == Step.Verb.ADD)
                .map(Step::value)
                .toList();
    }

    private static void execute(Rig rig, String sql) throws SQLException {
        try (Connection connection = rig.database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
