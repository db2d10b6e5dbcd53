package io.heartbeat.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.dns.nsupdate.Nsupdate;
import io.heartbeat.dns.rfc2136.Rfc2136;
import io.heartbeat.host.HostStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real BIND: what it answers afterwards is what counts. */
class BindTest {
    @TempDir
    private Path folder;

    private Bind bind;

    /** Both ways to it. */
    enum Way {
        RFC2136,
        NSUPDATE;

        Rig rig(Bind bind, String secret, String... lines) {
            return new Rig(yaml(bind, secret, lines), this::provider);
        }

        String yaml(Bind bind, String secret, String... lines) {
            String key = this == RFC2136
                    ? "dns_tsig_name: hb\ndns_tsig_secret: " + secret
                    : "nsupdate_bin: /usr/bin/nsupdate\nnsupdate_key: " + bind.key(secret);
            return "dyndomains: [dyn.example.org, lab.example.net]\ndns_server: 127.0.0.1\ndns_port: " + bind.port()
                    + "\n" + key + "\n" + String.join("\n", lines) + "\n";
        }

        private DnsProvider provider(DnsSettings settings) {
            DnsProvider provider = this == RFC2136 ? new Rfc2136(settings) : new Nsupdate(settings, TimeSource.SYSTEM);
            assertThat(provider.name()).isEqualTo(settings.provider());
            return provider;
        }
    }

    @BeforeEach
    void startBind() {
        bind = new Bind(folder);
    }

    @AfterEach
    void stopBind() {
        bind.close();
    }

    @ParameterizedTest
    @EnumSource
    void dnsFollowsBothAddressesOfAHost(Way way) {
        Rig rig = way.rig(bind, Bind.SECRET, "dns_ttl: 90");
        rig.beat("web.dyn.example.org", "192.0.2.7").turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).containsExactly("192.0.2.7");
        assertThat(bind.ttl("web.dyn.example.org", "A")).isEqualTo(90);

        rig.beat("web.dyn.example.org", "2001:db8::7").turn();
        rig.beat("web.dyn.example.org", "192.0.2.8").turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).containsExactly("192.0.2.8");
        assertThat(bind.ask("web.dyn.example.org", "AAAA")).containsExactly("2001:db8::7");

        rig.beat("web.dyn.example.org", "2001:db8::8").turn();
        assertThat(bind.ask("web.dyn.example.org", "AAAA")).containsExactly("2001:db8::8");
        assertThat(rig.trail("web.dyn.example.org"))
                .containsExactly(
                        "web.dyn.example.org A null>192.0.2.7 done",
                        "web.dyn.example.org AAAA null>2001:db8::7 done",
                        "web.dyn.example.org A 192.0.2.7>192.0.2.8 done",
                        "web.dyn.example.org AAAA 2001:db8::7>2001:db8::8 done");
    }

    @ParameterizedTest
    @EnumSource
    void aShortNameStandsUnderEachDomain(Way way) {
        way.rig(bind, Bind.SECRET).beat("web", "192.0.2.7").turn();

        assertThat(bind.ask("web.dyn.example.org", "A")).containsExactly("192.0.2.7");
        assertThat(bind.ask("web.lab.example.net", "A")).containsExactly("192.0.2.7");
    }

    @ParameterizedTest
    @EnumSource
    void addressesGetNamesWhereThatIsAskedFor(Way way) {
        Rig rig = way.rig(bind, Bind.SECRET, "dns_ptr: true");
        rig.beat("web.dyn.example.org", "192.0.2.7")
                .beat("web.dyn.example.org", "2001:db8::7")
                .turn();
        assertThat(bind.ask("7.2.0.192.in-addr.arpa", "PTR")).containsExactly("web.dyn.example.org.");
        assertThat(bind.ask(DnsNames.reverse(Rig.address("2001:db8::7")).name(), "PTR"))
                .containsExactly("web.dyn.example.org.");

        rig.beat("web.dyn.example.org", "192.0.2.8").turn();
        assertThat(bind.ask("7.2.0.192.in-addr.arpa", "PTR")).isEmpty();
        assertThat(bind.ask("8.2.0.192.in-addr.arpa", "PTR")).containsExactly("web.dyn.example.org.");
    }

    @ParameterizedTest
    @EnumSource
    void withAnOwnerOnlyNamesThatAreItsOwnAreWritten(Way way) {
        Rig rig = way.rig(bind, Bind.SECRET, "dns_owner: hb1", "dns_on_down: delete", "dns_delete_after: 0");
        rig.beat("web.dyn.example.org", "192.0.2.7")
                .beat("hand.dyn.example.org", "192.0.2.9")
                .turn();
        assertThat(bind.ask("_heartbeat.web.dyn.example.org", "TXT")).containsExactly("\"heartbeat owner=hb1\"");
        assertThat(bind.ask("hand.dyn.example.org", "A")).containsExactly("192.0.2.200");
        assertThat(rig.trail("hand.dyn.example.org")).containsExactly("hand.dyn.example.org A null>192.0.2.9 conflict");

        rig.beat("web.dyn.example.org", "192.0.2.8").turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).containsExactly("192.0.2.8");

        Rig other = way.rig(bind, Bind.SECRET, "dns_owner: hb2");
        other.beat("web.dyn.example.org", "192.0.2.66").turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).containsExactly("192.0.2.8");

        rig.pass(Duration.ofHours(2))
                .goes("web.dyn.example.org", HostStatus.LATE, HostStatus.DOWN)
                .turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).isEmpty();
        assertThat(bind.ask("_heartbeat.web.dyn.example.org", "TXT")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void namesPublishedBeforeThereWasAnOwnerAreAdopted(Way way) {
        Rig rig = way.rig(bind, Bind.SECRET);
        rig.beat("web.dyn.example.org", "192.0.2.7").turn();
        rig.restart(way.yaml(bind, Bind.SECRET, "dns_owner: hb1"));
        rig.beat("web.dyn.example.org", "192.0.2.8").turn();

        assertThat(bind.ask("web.dyn.example.org", "A")).containsExactly("192.0.2.8");
        assertThat(bind.ask("_heartbeat.web.dyn.example.org", "TXT")).containsExactly("\"heartbeat owner=hb1\"");
    }

    @ParameterizedTest
    @EnumSource
    void anAliasIsLeftAlone(Way way) {
        Rig rig = way.rig(bind, Bind.SECRET)
                .beat("alias.dyn.example.org", "192.0.2.7")
                .turn();

        assertThat(bind.ask("alias.dyn.example.org", "CNAME")).containsExactly("ns.dyn.example.org.");
        assertThat(rig.trail("alias.dyn.example.org"))
                .containsExactly("alias.dyn.example.org A null>192.0.2.7 conflict");
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsWhileBindIsDownOutlivesARestartAndIsPublishedWhenItIsBack(Way way) {
        bind.stop();
        Rig rig = way.rig(bind, Bind.SECRET);
        rig.beat("web.dyn.example.org", "192.0.2.7").turn();
        rig.beat("web.dyn.example.org", "192.0.2.8").turn();
        assertThat(rig.metric("hbd_dns_waiting")).isEqualTo(1);

        rig.restart();
        assertThat(rig.metric("hbd_dns_waiting")).isEqualTo(1);
        rig.turn();
        assertThat(rig.metric("hbd_dns_updates_total", "retry")).isEqualTo(1);
        bind.start();
        rig.turn();
        assertThat(bind.ask("web.dyn.example.org", "A"))
                .as("the pause is kept to")
                .isEmpty();
        rig.pass(Duration.ofMinutes(5)).turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).containsExactly("192.0.2.8");
        assertThat(rig.metric("hbd_dns_waiting")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aWrongKeyIsSaidOnceAndShown(Way way) {
        List<String> said = new ArrayList<>();
        Logger logger = Logger.getLogger(DnsMisconfigured.class.getName());
        Handler handler = collecting(said);
        logger.addHandler(handler);
        try {
            Rig rig = way.rig(bind, Bind.WRONG);
            rig.beat("web.dyn.example.org", "192.0.2.7")
                    .beat("db.dyn.example.org", "192.0.2.8")
                    .turn();
            for (int i = 0; i < 20; i++) {
                rig.pass(Duration.ofHours(1)).turn();
            }
            assertThat(said)
                    .singleElement()
                    .asString()
                    .matches("DNS updates of dyn.example.org are refused.*(NOTAUTH|SOA query).*");
            assertThat(rig.metric("hbd_dns_misconfigured_total")).isEqualTo(1);
            assertThat(rig.metric("hbd_dns_zones_failing", "misconfigured")).isEqualTo(1);
            assertThat(rig.desk.view("web.dyn.example.org").names())
                    .singleElement()
                    .satisfies(name -> assertThat(name.problem()).matches(".*(NOTAUTH|SOA query).*"));
            assertThat(rig.trail("web.dyn.example.org"))
                    .containsExactly("web.dyn.example.org A null>192.0.2.7 misconfigured");
            assertThat(bind.ask("web.dyn.example.org", "A")).isEmpty();
        } finally {
            logger.removeHandler(handler);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunRecordsAndSendsNothing(Way way) {
        Rig rig = way.rig(bind, Bind.SECRET, "dns_dry_run: true");
        rig.beat("web.dyn.example.org", "192.0.2.7").turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).isEmpty();
        assertThat(rig.trail("web.dyn.example.org")).containsExactly("web.dyn.example.org A null>192.0.2.7 dry_run");

        rig.restart(way.yaml(bind, Bind.SECRET));
        rig.beat("web.dyn.example.org", "192.0.2.7").turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).containsExactly("192.0.2.7");
    }

    @ParameterizedTest
    @EnumSource
    void deletesOnlyTheRecordThatIsOurs(Way way) {
        Rig rig = way.rig(bind, Bind.SECRET, "dns_on_down: delete", "dns_delete_after: 10m");
        rig.beat("web.dyn.example.org", "192.0.2.7").turn();
        way.rig(bind, Bind.SECRET).beat("web.dyn.example.org", "2001:db8::99").turn();

        rig.pass(Duration.ofHours(2))
                .goes("web.dyn.example.org", HostStatus.LATE, HostStatus.DOWN)
                .turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).containsExactly("192.0.2.7");
        rig.pass(Duration.ofMinutes(10)).turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).isEmpty();
        assertThat(bind.ask("web.dyn.example.org", "AAAA")).containsExactly("2001:db8::99");

        rig.beat("web.dyn.example.org", "192.0.2.7").turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).containsExactly("192.0.2.7");
    }

    @ParameterizedTest
    @EnumSource
    void recordsOfWhoFlapsIsWorkedOnOrVanishesWithOthersStay(Way way) {
        Rig rig = way.rig(bind, Bind.SECRET, "dns_on_down: delete", "dns_delete_after: 10m");
        List<String> hosts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            hosts.add("h" + i + ".dyn.example.org");
            rig.beat(hosts.get(i), "192.0.2.1" + i);
        }
        rig.turn().pass(Duration.ofHours(2));
        for (int i = 0; i < 3; i++) {
            rig.goes(hosts.get(0), HostStatus.UP, HostStatus.DOWN).pass(Duration.ofMinutes(8));
            rig.beat(hosts.get(0), "192.0.2.10").goes(hosts.get(0), HostStatus.DOWN, HostStatus.UP);
        }
        rig.goes(hosts.get(0), HostStatus.UP, HostStatus.DOWN)
                .pass(Duration.ofMinutes(10))
                .turn();
        rig.worked.put(hosts.get(1), "maintenance:1");
        rig.goes(hosts.get(1), HostStatus.UP, HostStatus.DOWN)
                .pass(Duration.ofMinutes(20))
                .turn();
        rig.goes(hosts.get(2), HostStatus.UP, HostStatus.DOWN)
                .goes(hosts.get(3), HostStatus.UP, HostStatus.DOWN)
                .pass(Duration.ofMinutes(10))
                .turn();
        for (int i = 0; i < 6; i++) {
            assertThat(bind.ask(hosts.get(i), "A")).as(hosts.get(i)).containsExactly("192.0.2.1" + i);
        }

        rig.beat(hosts.get(2), "192.0.2.12").beat(hosts.get(3), "192.0.2.13").pass(Duration.ofHours(1));
        rig.goes(hosts.get(4), HostStatus.UP, HostStatus.DOWN)
                .pass(Duration.ofMinutes(10))
                .turn();
        assertThat(bind.ask(hosts.get(4), "A")).as("a host alone").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whateverAHostIsCalledTheZoneIsAsItWas(Way way) {
        String zone = bind.zone("dyn.example.org");
        Rig rig = way.rig(bind, Bind.SECRET);
        List<String> names = List.of(
                "x\nupdate delete ns.dyn.example.org",
                "x.dyn.example.org\nsend\nupdate add evil.dyn.example.org 60 A 192.0.2.66\nsend\n.dyn.example.org",
                "x\r.dyn.example.org",
                "x\".dyn.example.org",
                "x'.dyn.example.org",
                "x;.dyn.example.org",
                "x .dyn.example.org",
                "x\t60 A 192.0.2.66.dyn.example.org",
                "x\\.dyn.example.org",
                "x\\010.dyn.example.org",
                "$(reboot).dyn.example.org",
                "`reboot`.dyn.example.org",
                "x\0.dyn.example.org",
                "*.dyn.example.org",
                "@.dyn.example.org",
                "..dyn.example.org",
                ".dyn.example.org",
                "dyn.example.org",
                "ä.dyn.example.org",
                "x".repeat(64) + ".dyn.example.org");
        names.forEach(name -> rig.beatOfAnything(name, "192.0.2.66"));
        rig.turn();

        assertThat(zone).contains("ns.dyn.example.org.");
        assertThat(bind.zone("dyn.example.org")).isEqualTo(zone);
        assertThat(rig.metric("hbd_dns_skipped_total", "name")).isEqualTo(names.size());
        assertThat(rig.metric("hbd_dns_waiting")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void sendingAgainMendsWhatSomebodyElseChanged(Way way) {
        Rig rig = way.rig(bind, Bind.SECRET);
        rig.beat("web.dyn.example.org", "192.0.2.7").turn();
        way.rig(bind, Bind.SECRET).beat("web.dyn.example.org", "192.0.2.66").turn();
        rig.beat("web.dyn.example.org", "192.0.2.7").turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).as("on change only").containsExactly("192.0.2.66");

        assertThat(rig.desk.again("web.dyn.example.org", "ann")).containsExactly("web.dyn.example.org");
        rig.turn();
        assertThat(bind.ask("web.dyn.example.org", "A")).containsExactly("192.0.2.7");
        assertThat(rig.changes("web.dyn.example.org").get(0).cause()).isEqualTo("request of ann");
    }

    private static Handler collecting(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
