package io.heartbeat.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import io.heartbeat.alert.Suppression;
import io.heartbeat.threshold.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who hears of what, when, and who is next. */
class RoutingTest {
    private static final String NIGHTS =
            """
            routes:
              - {name: day, hours: "08:00-20:00", channels: [mail]}
              - {name: night, channels: [phone], users: [bob]}
            """;

    private final Bureau bureau = new Bureau();

    @Test
    void aPersonHearsOnlyOfHostsThatThePersonMaySee() {
        bureau.person("ann", "web", "monitor", "mail").restart();
        bureau.fires(1, "web", Level.WARNING).fires(2, "db", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("mail"))
                .containsExactlyInAnyOrder(
                        "ops@example.org: WARNING: web #1",
                        "ops@example.org: WARNING: db #2",
                        "user:ann: WARNING: web #1");
    }

    @Test
    void whoMayNotSeeTheHostAnyMoreWhenItIsSentHearsNothing() {
        bureau.person("ann", "web", "monitor", "mail").restart();
        bureau.fires(1, "web", Level.WARNING).turn();
        bureau.roles.clear();
        bureau.pass(30);
        assertThat(bureau.arrived("mail")).containsExactly("ops@example.org: WARNING: web #1");
        assertThat(bureau.log()).contains("fired user:ann failed 1");
    }

    @Test
    void aUserWithoutAnAddressIsTheChannelsOwnReceiverWhoIsToldOnce() {
        bureau.person("ann", "web", "monitor").restart();
        bureau.people.put("ann", List.of(new Recipient("mail", Map.of())));
        bureau.fires(1, "web", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("mail")).containsExactly("ops@example.org: WARNING: web #1");
    }

    @Test
    void aChannelThatItsUserTurnedOffTellsNothing() {
        bureau.person("ann", "web", "monitor").restart();
        bureau.people.put("ann", List.of(new Recipient("mail", Map.of("address", "ann"), false, true)));
        bureau.fires(1, "web", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("mail")).containsExactly("ops@example.org: WARNING: web #1");
    }

    @Test
    void anAddressThatAUserTypedIsCalledOnlyWhereTheConfigurationPermitsIt() {
        bureau.person("ann", "web", "monitor").restart();
        bureau.people.put("ann", List.of(new Recipient("mail", Map.of("url", "http://127.0.0.1:9/x"), true, true)));
        bureau.fires(1, "web", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(bureau.log()).contains("fired user:ann failed 1");
        bureau.permitted = List.of("127.0.0.0/8");
        bureau.reload().fires(2, "web", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("mail"))
                .contains("user:ann: WARNING: web #2")
                .doesNotContain("user:ann: WARNING: web #1");
    }

    @Test
    void theHourDecidesAndTheEndGoesToWhoHeardOfTheBeginning() {
        bureau.box("phone", new Mailbox());
        bureau.person("bob", "web", "owner", "phone").routes(NIGHTS).restart();
        bureau.fires(1, "web", Level.CRITICAL).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("phone")).containsExactly("user:bob: CRITICAL: web #1");
        bureau.pass(6 * 3_600).fires(2, "web", Level.CRITICAL).resolves(1).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("mail")).containsExactly("ops@example.org: CRITICAL: web #2");
        assertThat(bureau.arrived("phone"))
                .endsWith("user:bob: RECOVERED: web #1")
                .hasSize(2);
    }

    @Test
    void whatNoRouteTakesGoesToEverybody() {
        bureau.routes("routes: [{name: databases, hosts: [\"db*\"], levels: [critical], users: [ann]}]")
                .restart();
        bureau.fires(1, "db1", Level.CRITICAL)
                .fires(2, "db1", Level.WARNING)
                .fires(3, "web", Level.CRITICAL)
                .turn();
        bureau.pass(30);
        assertThat(bureau.arrived("mail"))
                .containsExactly("ops@example.org: WARNING: db1 #2", "ops@example.org: CRITICAL: web #3");
    }

    @Test
    void routesAddUpWhileTheySaySo() {
        bureau.box("phone", new Mailbox("duty"));
        bureau.routes("routes: [{name: a, channels: [phone], continue: true}, {name: b, channels: [mail]}, {name: c}]")
                .restart();
        bureau.fires(1, "web", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("phone")).hasSize(1);
        assertThat(bureau.arrived("mail")).hasSize(1);
    }

    @Test
    void whoDoesNotAcknowledgeInTimeHasTheNextOneToldAndBothHearOfTheEnd() {
        escalating();
        bureau.fires(1, "web", Level.CRITICAL).turn();
        bureau.pass(30).pass(600).pass(300);
        assertThat(bureau.arrived("phone")).isEmpty();
        bureau.restart().pass(30);
        assertThat(bureau.arrived("phone"))
                .containsExactly("user:bob: ESCALATED (not acknowledged for 930s): CRITICAL: web #1");
        bureau.pass(1_000);
        assertThat(bureau.arrived("phone")).hasSize(1);
        bureau.reminds(1).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("phone")).endsWith("user:bob: REMINDER (CRITICAL): web #1");
        bureau.resolves(1).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("phone"))
                .endsWith("user:bob: RECOVERED: web #1")
                .hasSize(3);
        assertThat(bureau.arrived("mail")).endsWith("ops@example.org: RECOVERED: web #1");
    }

    @Test
    void whatIsAcknowledgedGoesNoFurtherUntilItIsNoMore() {
        escalating();
        bureau.fires(1, "web", Level.CRITICAL).turn();
        bureau.pass(30).acknowledges(1, "ann").turn();
        bureau.pass(3_600);
        assertThat(bureau.arrived("phone")).isEmpty();
        bureau.acknowledges(1, null).turn();
        bureau.pass(800);
        assertThat(bureau.arrived("phone")).isEmpty();
        bureau.pass(100).pass(30);
        assertThat(bureau.arrived("phone")).hasSize(1);
    }

    @Test
    void whatIsSuppressedGoesNoFurtherWhileItIs() {
        escalating();
        bureau.fires(1, "web", Level.CRITICAL).turn();
        bureau.suppressed(1, Suppression.Kind.SILENCED).pass(1_000).pass(30);
        assertThat(bureau.arrived("phone")).isEmpty();
        bureau.suppressed(1, null).pass(0).pass(30);
        assertThat(bureau.arrived("phone")).hasSize(1);
    }

    @Test
    void whatIsOverGoesNoFurther() {
        escalating();
        bureau.fires(1, "web", Level.CRITICAL).turn();
        bureau.pass(60).resolves(1).turn();
        bureau.pass(3_600).pass(30);
        assertThat(bureau.arrived("phone")).isEmpty();
    }

    private void escalating() {
        bureau.box("phone", new Mailbox());
        bureau.person("bob", "web", "owner", "phone")
                .routes(
                        """
                        routes:
                          - name: all
                            channels: [mail]
                            escalate: [{after: 15m, users: [bob], channels: [phone]}]
                        """)
                .restart();
    }

    @Test
    void hoursGoByTheClocksOfTheirZoneAndAcrossMidnight() {
        Hours nights = Configured.by("{hours: \"22:00-06:00\", days: [fri], zone: Europe/Berlin}", Hours::from);
        assertThat(nights.at(Instant.parse("2026-11-20T20:59:59Z"))).isFalse();
        assertThat(nights.at(Instant.parse("2026-11-20T21:00:00Z"))).isTrue();
        assertThat(nights.at(Instant.parse("2026-11-21T04:59:59Z"))).isTrue();
        assertThat(nights.at(Instant.parse("2026-11-21T05:00:00Z"))).isFalse();
        assertThat(nights.at(Instant.parse("2026-11-21T22:00:00Z"))).isFalse();
        assertThat(nights.at(Instant.parse("2026-07-24T20:30:00Z"))).isTrue();
        assertThat(Hours.ALWAYS.at(Instant.parse("2026-07-24T00:00:00Z"))).isTrue();
    }

    @Test
    void wrongRoutesNameTheKeyAndTheWayOut() {
        assertThat(Configured.problems(
                        """
                        routes:
                          - {levels: [bad], hours: late, days: [someday], zone: Nowhere/City}
                          - {roles: [king], channels: [pigeon]}
                          - {name: x, escalate: [{after: 10m}, {after: 5m}]}
                        """,
                        NotifySettings::from))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("2: routes[0].levels: must be of warning, critical, unknown"),
                        line -> assertThat(line).startsWith("2: routes[0].hours: must be two times of day"),
                        line -> assertThat(line).startsWith("2: routes[0].days: must be of mon"),
                        line -> assertThat(line).startsWith("2: routes[0].zone: must be a time zone"),
                        line -> assertThat(line).startsWith("3: routes[1].roles: must be of monitor"),
                        line -> assertThat(line).startsWith("3: routes[1].channels: `pigeon` is no channel"),
                        line -> assertThat(line).contains("after: must be longer"));
    }
}
