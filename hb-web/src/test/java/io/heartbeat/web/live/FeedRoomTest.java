package io.heartbeat.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.alert.AlertState;
import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.Suppression;
import io.heartbeat.command.Command;
import io.heartbeat.command.CommandState;
import io.heartbeat.command.Task;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.HostTransitioned;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.web.security.Viewer;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeedRoomTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\n\"\\\u0000\u202e\ud800";

    private final FakeTime time = new FakeTime();
    private final Fleet fleet = new Fleet(time);
    private final Telemetry telemetry = new Telemetry(time);
    private final FeedRoom room = room();
    private final TestWire wire = new TestWire();

    @Test
    void beginsWithASnapshotOfAllThatIsKnown() throws InterruptedException {
        fleet.beat("web", 1.25);
        fleet.report(
                "web",
                "cpu_monitor",
                "{\"ID\":\"PLG\",\"x\":[1,{\"cpu_percent\":9}],\"cpu_percent\":45.2,\"load_1min\":1.5}");
        fleet.report("web", "memory_monitor", "{\"percent\":61}");
        fleet.report(
                "web",
                "disk_monitor",
                "{\"percent\":99,\"partitions\":{\"/\":{\"percent\":41.5,\"free_gb\":70},\"/var\":{\"percent\":83}},\"io\":{\"sda\":{\"percent\":100}}}");
        fleet.tags.put("web", List.of("berlin", "\"quoted\" <b>"));
        fleet.stored.add(
                new HostTransitioned(7, "web", HostStatus.UNKNOWN, HostStatus.UP, time.wall(), "first heartbeat"));
        enter(Fleet.everybody(), OptionalLong.empty());
        JsonNode snapshot = wire.only();
        assertThat(snapshot.get("type").asText()).isEqualTo("snapshot");
        JsonNode host = snapshot.get("hosts").get(0);
        assertThat(host.get("name").asText()).isEqualTo("web");
        assertThat(host.get("state").asText()).isEqualTo("up");
        assertThat(host.get("cpu").asDouble()).isEqualTo(45.2);
        assertThat(host.get("load").asDouble()).isEqualTo(1.5);
        assertThat(host.get("memory").asDouble()).isEqualTo(61);
        assertThat(host.get("disk").asDouble()).isEqualTo(83);
        assertThat(host.get("tags")).extracting(JsonNode::asText).containsExactly("berlin", "\"quoted\" <b>");
        assertThat(host.get("beats").toString()).isEqualTo("[[1795251600000,1.25,false]]");
        JsonNode line = snapshot.get("messages").get(0);
        assertThat(line.get("text").asText()).isEqualTo("up: first heartbeat");
        assertThat(line.get("level").asText()).isEqualTo("ok");
        assertThat(line.get("event").toString())
                .isEqualTo("{\"kind\":\"transition\",\"state\":\"up\",\"reading\":null,\"note\":\"first heartbeat\","
                        + "\"phrase\":{\"name\":\"first\",\"details\":[]},\"actor\":null}");
    }

    @Test
    void whatAnAgentSaysIsNoEventOfOurs() throws InterruptedException {
        watchOne();
        room.say(LiveMessage.said(time.wall(), "web", "agent started"));
        room.turn();
        assertThat(wire.only().get("message").has("event")).isFalse();
    }

    @Test
    void alertsStandInTheSnapshotAndFollowAsFrames() throws InterruptedException {
        fleet.beat("web", 1);
        fleet.beat("db", 1);
        fleet.alerts.add(fleet.alert(3, "web", "cpu_monitor.cpu_percent"));
        fleet.alerts.add(fleet.alert(4, "db", HOSTILE));
        enter(Fleet.viewer(host -> host.equals("web")), OptionalLong.empty());
        JsonNode snapshot = wire.only();
        assertThat(snapshot.get("alerts")).hasSize(1);
        assertThat(snapshot.get("alerts").get(0).get("metric_path").asText()).isEqualTo("cpu_monitor.cpu_percent");
        room.alert(fleet.alert(4, "db", "rtt.db"));
        room.alert(fleet.alert(5, "web", HOSTILE));
        room.turn();
        JsonNode frame = wire.only();
        assertThat(frame.get("type").asText()).isEqualTo("alert");
        assertThat(frame.get("alert").get("id").asLong()).isEqualTo(5);
        assertThat(frame.get("alert").get("state").asText()).isEqualTo("firing");
    }

    @Test
    void whoMaySeeOtherHostsThanBeforeIsToldAnew() throws InterruptedException {
        fleet.beat("web", 1);
        fleet.beat("db", 1);
        Set<String> seen = new HashSet<>(Set.of("web", "db"));
        enter(Fleet.viewer(seen::contains), OptionalLong.empty());
        assertThat(wire.only().get("hosts")).hasSize(2);
        seen.remove("db");
        room.rightsChanged();
        room.keepHouse();
        room.serveOne();
        JsonNode again = wire.only();
        assertThat(again.get("type").asText()).isEqualTo("snapshot");
        assertThat(again.get("hosts").findValuesAsText("name")).containsExactly("web");
    }

    @Test
    void anAlertNamesNoOtherHostForAllWatchersShareIt() throws InterruptedException {
        fleet.beat("web", 1);
        enter(Fleet.viewer(host -> host.equals("web")), OptionalLong.empty());
        wire.only();
        room.alert(new AlertView(
                fleet.alert(5, "web", "rtt.web").alert(),
                AlertState.UNREACHABLE,
                new Suppression(Suppression.Kind.UNREACHABLE, "gw")));
        room.turn();
        assertThat(wire.only().get("alert").get("suppressed_by").asText()).isEqualTo("unreachable");
    }

    @Test
    void commandsFollowAsFramesWithoutWhatOnlyManagersMayKnow() throws InterruptedException {
        fleet.beat("web", 1);
        room.command(command("web", "nobody watches yet"));
        enter(Fleet.viewer(host -> host.equals("web")), OptionalLong.empty());
        wire.only();
        room.command(command("db", "another host's"));
        room.command(command("web", "a secret"));
        room.turn();
        JsonNode frame = wire.only();
        assertThat(frame.get("type").asText()).isEqualTo("command");
        assertThat(frame.get("command").get("command").asText()).isEqualTo("tail");
        assertThat(frame.get("command").get("state").asText()).isEqualTo("done");
        assertThat(frame.toString()).doesNotContain("secret", "args", "output");
    }

    private Command command(String host, String secret) {
        return new Command(
                "5f",
                host,
                Task.command("tail", List.of(secret)),
                "ann",
                CommandState.DONE,
                time.wall(),
                time.wall(),
                time.wall(),
                time.wall(),
                "ok",
                secret);
    }

    @Test
    void numbersAscendAcrossRestarts() throws InterruptedException {
        enter(Fleet.everybody(), OptionalLong.empty());
        long before = wire.only().get("seq").asLong();
        assertThat(before).isBetween(1795251600000_000L, 1795251600000_999L);
        time.advance(1_000);
        FeedRoom restarted = room();
        restarted.enter(Fleet.everybody(), OptionalLong.of(before), wire);
        restarted.serveOne();
        assertThat(wire.only().get("seq").asLong()).isGreaterThan(before);
    }

    @Test
    void aPlainRefreshComesAtOnceAndThenAtMostOnceASecond() throws InterruptedException {
        watchOne();
        beatAndTurn(100);
        assertThat(wire.take()).hasSize(1);
        beatAndTurn(500);
        assertThat(wire.take()).as("too soon").isEmpty();
        beatAndTurn(600);
        assertThat(wire.only().get("host").get("beats")).as("both strokes").hasSize(2);
        beatAndTurn(200);
        assertThat(wire.take()).as("put off").isEmpty();
        for (int i = 0; i < 70; i++) {
            time.advance(20);
            room.turn();
        }
        assertThat(wire.only().get("host").get("beats")).as("the one put off").hasSize(1);
    }

    @Test
    void aChangeOfStatusComesAtOnce() throws InterruptedException {
        watchOne();
        beatAndTurn(100);
        wire.take();
        time.advance(20);
        fleet.put("web", HostStatus.LATE, Double.NaN, null, "1.0");
        room.mark("web");
        room.turn();
        assertThat(wire.only().get("host").get("state").asText()).isEqualTo("late");
    }

    @Test
    void figuresAreReadAnewWhenAPluginReported() throws InterruptedException {
        watchOne();
        beatAndTurn(100);
        assertThat(wire.only().get("host").get("cpu").isNull()).isTrue();
        fleet.report("web", "cpu_monitor", "{\"cpu_percent\":1e400,\"load_1min\":0.5}");
        time.advance(2_000);
        room.markReported("web");
        room.turn();
        JsonNode host = wire.only().get("host");
        assertThat(host.get("load").asDouble()).isEqualTo(0.5);
        assertThat(host.get("cpu").isNull()).as("beyond a double").isTrue();
    }

    @Test
    void whoComesBackGetsWhatItMissed() throws InterruptedException {
        watchOne();
        beatAndTurn(100);
        long last = wire.only().get("seq").asLong();
        beatAndTurn(2_000);
        room.say(LiveMessage.said(time.wall(), "web", "hello"));
        room.turn();
        wire.take();
        TestWire back = new TestWire();
        room.enter(Fleet.everybody(), OptionalLong.of(last), back);
        assertThat(back.take()).extracting(frame -> frame.get("type").asText()).containsExactly("host", "message");
        room.enter(Fleet.everybody(), OptionalLong.of(last + 2), back);
        assertThat(back.take()).as("nothing was missed").isEmpty();
    }

    @Test
    void anUnknownNumberIsAnsweredByASnapshot() throws InterruptedException {
        watchOne();
        for (long since : new long[] {0, 5, Long.MAX_VALUE / 2, 1795251600000_000L}) {
            enter(Fleet.everybody(), OptionalLong.of(since));
            assertThat(wire.only().get("type").asText()).as("since %d", since).isEqualTo("snapshot");
        }
    }

    @Test
    void whatHappenedWhileNobodyWatchedIsNotTakenForNothing() throws InterruptedException {
        Subscriber gone = watchOne();
        beatAndTurn(100);
        long last = wire.only().get("seq").asLong();
        gone.close();
        time.advance(31_000);
        room.keepHouse();
        assertThat(room.watched()).isFalse();
        beatAndTurn(100);
        enter(Fleet.everybody(), OptionalLong.of(last));
        assertThat(wire.only().get("type").asText()).isEqualTo("snapshot");
    }

    @Test
    void aShortAbsenceOfTheOnlyWatcherIsBridged() throws InterruptedException {
        Subscriber gone = watchOne();
        beatAndTurn(100);
        long last = wire.only().get("seq").asLong();
        gone.close();
        time.advance(10_000);
        room.keepHouse();
        beatAndTurn(100);
        room.enter(Fleet.everybody(), OptionalLong.of(last), wire);
        assertThat(wire.only().get("type").asText()).isEqualTo("host");
    }

    @Test
    void aSlowWatcherGetsASnapshotInsteadOfItsBacklog() throws InterruptedException {
        watchOne();
        wire.held = true;
        room.say(LiveMessage.said(time.wall(), "web", "first"));
        room.turn();
        for (int i = 0; i <= Subscriber.CAPACITY; i++) {
            room.say(LiveMessage.said(time.wall(), "web", "line " + i));
            room.turn();
        }
        assertThat(wire.take()).hasSize(1);
        time.advance(1_000);
        wire.release();
        room.serveOne();
        JsonNode snapshot = wire.only();
        assertThat(snapshot.get("type").asText()).isEqualTo("snapshot");
        assertThat(snapshot.get("messages").get(0).get("text").asText()).isEqualTo("line " + Subscriber.CAPACITY);
        assertThat(counter("hbd_live_resyncs_total")).isEqualTo(1);
    }

    @Test
    void aStuckOrDeadWatcherIsLetGo() throws InterruptedException {
        Subscriber subscriber = watchOne();
        wire.held = true;
        beatAndTurn(100);
        time.advance(59_000);
        subscriber.heard();
        room.keepHouse();
        assertThat(wire.closedWith).isZero();
        time.advance(2_000);
        subscriber.heard();
        room.keepHouse();
        assertThat(wire.closedWith).isEqualTo(Wire.POLICY);
        assertThat(counter("hbd_live_clients")).isZero();

        wire.closedWith = 0;
        wire.held = false;
        enter(Fleet.everybody(), OptionalLong.empty());
        time.advance(81_000);
        room.keepHouse();
        assertThat(wire.closedWith).isEqualTo(Wire.POLICY);
    }

    @Test
    void tellsOnlyWhatAViewerMaySee() throws InterruptedException {
        fleet.beat("web", 1);
        fleet.beat("db", 1);
        room.say(LiveMessage.said(time.wall(), "db", "secret"));
        room.turn();
        enter(Fleet.viewer("web"::equals), OptionalLong.empty());
        JsonNode snapshot = wire.only();
        assertThat(snapshot.get("hosts")).hasSize(1);
        assertThat(snapshot.get("messages")).isEmpty();
        room.mark("db");
        room.say(LiveMessage.said(time.wall(), "db", "secret"));
        room.removed("db");
        room.turn();
        assertThat(wire.take()).isEmpty();
        room.enter(
                Fleet.viewer("web"::equals), OptionalLong.of(snapshot.get("seq").asLong()), wire);
        assertThat(wire.take()).isEmpty();
    }

    @Test
    void aRemovedHostGoesWithItsLines() throws InterruptedException {
        watchOne();
        room.say(LiveMessage.said(time.wall(), "web", "hello"));
        room.turn();
        wire.take();
        fleet.hosts.remove("web");
        room.removed("web");
        room.turn();
        JsonNode frame = wire.only();
        assertThat(frame.get("type").asText()).isEqualTo("host");
        assertThat(frame.get("removed").asText()).isEqualTo("web");
        time.advance(1_000);
        enter(Fleet.everybody(), OptionalLong.empty());
        assertThat(wire.only().get("messages")).isEmpty();
    }

    @Test
    void hostileTextsStayTexts() throws InterruptedException {
        fleet.put("web", HostStatus.UP, 1, HOSTILE, HOSTILE);
        enter(Fleet.everybody(), OptionalLong.empty());
        String told = HOSTILE.replace('\ud800', '\ufffd');
        JsonNode host = wire.only().get("hosts").get(0);
        assertThat(host.get("message").asText()).isEqualTo(told);
        assertThat(host.get("version").asText()).isEqualTo(told);
        room.say(LiveMessage.said(time.wall(), "web", HOSTILE));
        room.turn();
        assertThat(wire.only().get("message").get("text").asText()).isEqualTo(told);
    }

    @Test
    void aFloodOfLinesIsCutAndCounted() {
        for (int i = 0; i < 3_000; i++) {
            room.say(LiveMessage.said(time.wall(), "web", "line"));
        }
        assertThat(counter("hbd_live_messages_dropped_total")).isEqualTo(3_000 - 1_024);
    }

    @Test
    void tooManyWatchersAreToldToComeBackLater() throws InterruptedException {
        for (int i = 0; i < LiveFeed.MOST_WATCHERS; i++) {
            enter(Fleet.everybody(), OptionalLong.empty());
        }
        TestWire last = new TestWire();
        room.enter(Fleet.everybody(), OptionalLong.empty(), last);
        assertThat(last.closedWith).isEqualTo(Wire.TRY_AGAIN);
    }

    @Test
    void tellsTheTimeInSilence() throws InterruptedException {
        enter(Fleet.everybody(), OptionalLong.empty());
        long last = wire.only().get("seq").asLong();
        time.advance(10_000);
        room.tick();
        JsonNode tick = wire.only();
        assertThat(tick.get("type").asText()).isEqualTo("tick");
        assertThat(tick.get("seq").asLong()).isEqualTo(last);
        assertThat(tick.get("now").asText()).isEqualTo("2026-11-21T09:00:10Z");
    }

    private FeedRoom room() {
        return new FeedRoom(
                fleet.states(),
                fleet.reports(),
                fleet.transitions(),
                fleet.alerts(),
                fleet.tags()::of,
                time,
                telemetry);
    }

    private Subscriber enter(Viewer viewer, OptionalLong since) throws InterruptedException {
        Subscriber subscriber = room.enter(viewer, since, wire);
        room.serveOne();
        return subscriber;
    }

    private Subscriber watchOne() throws InterruptedException {
        fleet.beat("web", 1);
        Subscriber subscriber = enter(Fleet.everybody(), OptionalLong.empty());
        wire.take();
        return subscriber;
    }

    private void beatAndTurn(long after) {
        time.advance(after);
        fleet.beat("web", 2);
        room.mark("web");
        room.turn();
    }

    private double counter(String name) {
        return telemetry.instruments().stream()
                .filter(instrument -> instrument.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }
}
