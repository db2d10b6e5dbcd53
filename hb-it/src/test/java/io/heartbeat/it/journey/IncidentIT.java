package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One incident, from the first sign to the last: two hosts in a network of their own move, are cut off and come back, and the
 * agent of one becomes a newer version, well and badly; while their server is killed twice, and starts again on what it had.
 * What counts is what BIND, the mailbox, the Mattermost channel, the agent and the API tell somebody outside.
 */
class IncidentIT {
    private static final String WEB = "web1";
    private static final String DB = "db1";
    private static final String DOWN = " - heartbeat = down";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final int dns = Ports.one();

    @TempDir
    Path folder;

    private Network network;
    private Mails mails;
    private Posts posts;
    private Commanded agent;
    private Ports ports;
    private String[] configuration;
    private Hbd hbd;

    @BeforeEach
    void begin() throws IOException {
        network = opened(new Network());
        mails = opened(new Mails());
        posts = opened(new Posts());
        opened(Named.start(folder, dns));
        ports = Ports.free(network.near());
        agent = opened(new Commanded(folder.resolve(WEB), WEB, network.near(), network.inside()));
        agent.start(ports);
        opened(Hbc.start(network.inside(), Files.createDirectory(folder.resolve(DB)), ports, DB, "plugins: {}"));
        configuration = configuration();
        hbd = opened(Hbd.ready(folder, ports, configuration));
    }

    private String[] configuration() throws IOException {
        List<String> lines = new ArrayList<>(List.of(agent.lines()));
        lines.addAll(Named.configuration(folder, dns));
        lines.addAll(mails.configuration());
        lines.addAll(posts.configuration());
        lines.addAll(List.of(
                "pushsrv: [email, mattermost]", "notify_group: 5s", "threshold_renotify_interval: 3s", "grace: 4"));
        return lines.toArray(String[]::new);
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.push(one);
        return one;
    }

    @AfterEach
    void end() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void hostsMoveFailAndRecoverAndAnAgentIsReplacedWhileTheServerIsKilledTwice()
            throws IOException, MessagingException {
        bindFollows();
        bothFailAndTheServerIsKilledBeforeItHasTold();
        whoIsTakenCareOfIsNotRemindedOf();
        bothRecover();
        theAgentIsUpgraded();
        aBadVersionIsRolledBackAndTheServerIsKilledMeanwhile();
    }

    private void bindFollows() {
        String before = network.address();
        awaitAddress(WEB, before);
        awaitAddress(DB, before);

        network.move();
        awaitAddress(WEB, network.address());
        awaitAddress(DB, network.address());
        assertThat(hbd.host(WEB).at("/addresses/ipv4").asText()).isEqualTo(network.address());
        assertThat(hbd.get("/api/0/hosts/" + WEB + "/dns").body())
                .contains("\"old\":\"" + before + "\",\"new\":\"" + network.address()
                        + "\",\"provider\":\"rfc2136\",\"result\":\"done\"");
    }

    private void bothFailAndTheServerIsKilledBeforeItHasTold() {
        hbd.awaitState(WEB, "up");
        hbd.awaitState(DB, "up");

        network.pull();
        hbd.awaitAlerts(WEB, 1);
        hbd.awaitAlerts(DB, 1);
        killed();
        for (String host : List.of(WEB, DB)) {
            awaitTold(mails::news, line -> line.startsWith("CRITICAL: " + host + DOWN));
            awaitTold(posts::texts, text -> text.contains("CRITICAL: " + host + DOWN));
        }
        // What the first one had not planned when it was killed may be a letter of its own; reminders of both go
        // together.
        Predicate<String> both = text -> text.contains(WEB + DOWN) && text.contains(DB + DOWN);
        awaitTold(mails::texts, both);
        awaitTold(posts::texts, both);
        awaitAddress(WEB, network.address());
    }

    private void whoIsTakenCareOfIsNotRemindedOf() {
        awaitTold(mails::news, line -> line.startsWith("REMINDER (CRITICAL): " + WEB + DOWN));
        awaitTold(posts::texts, text -> text.contains("REMINDER"));

        long alert = hbd.json("/api/0/alerts?host=" + WEB).at("/alerts/0/id").asLong();
        assertThat(hbd.post("/api/0/alerts/" + alert + "/acknowledge", "{\"comment\":\"on it\"}")
                        .statusCode())
                .isEqualTo(200);
        long acknowledged = await().atMost(Program.PATIENCE)
                .until(() -> events(WEB, "acknowledged").findFirst(), Optional::isPresent)
                .orElseThrow();
        await().atMost(Program.PATIENCE)
                .until(() ->
                        events(DB, "reminded").filter(id -> id > acknowledged).count() >= 2);
        assertThat(events(WEB, "reminded")).noneMatch(id -> id > acknowledged);
    }

    private void bothRecover() throws MessagingException {
        network.plug();
        for (String host : List.of(WEB, DB)) {
            awaitTold(mails::news, line -> line.startsWith("RECOVERED: " + host + " - heartbeat = up"));
            awaitTold(posts::texts, text -> text.contains("RECOVERED: " + host + " - heartbeat = up"));
            hbd.awaitState(host, "up");
            hbd.awaitAlerts(host, 0);
        }
        assertThat(mails.telling("RECOVERED: " + WEB).getHeader("References")[0])
                .as("the end is in the thread of the beginning")
                .contains(mails.telling("CRITICAL: " + WEB + DOWN).getMessageID());
        assertThat(mails.news().stream().filter(line -> line.startsWith("REMINDER (CRITICAL): " + WEB)))
                .as("no more than were due before somebody took care")
                .hasSizeLessThanOrEqualTo((int) events(WEB, "reminded").count());
    }

    private void theAgentIsUpgraded() throws IOException {
        Parcel.renamed(agent.agents(), "99.0.0");
        JsonNode good = agent.awaitEnd(hbd, agent.upgrade(hbd, "99.0.0"));
        assertThat(good.get("state").asText()).as("%s; %s", good, agent.log()).isEqualTo("done");
        await().atMost(Program.PATIENCE)
                .until(() -> hbd.host(WEB).path("version").asText().equals("99.0.0"));
        assertThat(agent.current()).isEqualTo("versions/99.0.0");
        assertThat(agent.awaitEnd(hbd, agent.count(hbd, "first")).get("output").asText())
                .isEqualTo("counted first\n");
    }

    private void aBadVersionIsRolledBackAndTheServerIsKilledMeanwhile() throws IOException {
        Parcel.mute(agent.agents(), "99.1.0");
        String order = agent.upgrade(hbd, "99.1.0");
        await().atMost(Program.PATIENCE).until(() -> agent.log().contains("version 99.1.0 is tried"));
        killed();

        JsonNode bad = agent.awaitEnd(hbd, order);
        assertThat(bad.get("state").asText()).as("%s; %s", bad, agent.log()).isEqualTo("failed");
        assertThat(bad.get("output").asText()).contains("showed no answered heartbeat", "99.0.0 goes on");
        assertThat(agent.current()).isEqualTo("versions/99.0.0");
        assertThat(agent.awaitEnd(hbd, agent.count(hbd, "second")).get("state").asText())
                .isEqualTo("done");
        assertThat(agent.counted()).containsExactly("first", "second");
        assertThat(agent.log().split("version 99.1.0 is tried", -1))
                .as("tried once")
                .hasSize(2);
        hbd.awaitState(WEB, "up");
        awaitAddress(WEB, network.address());
    }

    /** By SIGKILL; the next one has the same data. */
    private void killed() {
        hbd.kill();
        hbd = opened(Hbd.ready(folder, ports, configuration));
    }

    private void awaitAddress(String host, String address) {
        await().atMost(Program.PATIENCE)
                .until(() -> Named.ask(dns, host + ".dyn.example.org"), answer -> answer.equals(List.of(address)));
    }

    private static void awaitTold(Supplier<List<String>> told, Predicate<String> what) {
        await().atMost(Program.PATIENCE).until(() -> told.get().stream().anyMatch(what));
    }

    /** Numbers of what happened to a host's alerts for this reason, newest first. */
    private Stream<Long> events(String host, String reason) {
        JsonNode events =
                hbd.json("/api/0/alerts/history?limit=1000&host=" + host).get("events");
        return StreamSupport.stream(events.spliterator(), false)
                .filter(event -> event.get("reason").asText().equals(reason))
                .map(event -> event.get("id").asLong());
    }
}
