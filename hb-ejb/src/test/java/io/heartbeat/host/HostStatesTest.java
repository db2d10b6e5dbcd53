package io.heartbeat.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Fired;
import io.heartbeat.SteppedTime;
import io.heartbeat.flow.Lanes;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.protocol.Codec;
import io.heartbeat.telemetry.Telemetry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostStatesTest {
    private final SteppedTime time = new SteppedTime();
    private final Fired<BeatMissed> missed = new Fired<>();
    private final TransitionQueue transitions = new TransitionQueue(new Telemetry(time));
    private final HostStates states = new HostStates(
            new HostSettings(Duration.ofSeconds(30), 2, List.of()), time, new Lanes(), missed, transitions);

    @Test
    void aHostComesUpFallsSilentAndComesBackAndEachChangeIsAFactWithAReason() {
        beat("web", "\"interval\":10");
        pass(Duration.ofSeconds(25));
        beat("web", "\"interval\":10");

        assertThat(states.find("web")).map(HostState::status).contains(HostStatus.UP);
        assertThat(reasons())
                .containsExactly(
                        "web UNKNOWN->UP first heartbeat",
                        "web UP->LATE no heartbeat for 11 s",
                        "web LATE->DOWN no heartbeat for 20 s",
                        "web DOWN->UP heartbeat again after 25 s of silence");
    }

    @Test
    void everyMissedHeartbeatIsAStrokeOfTheBarUntilTheBarIsFull() {
        beat("web", "\"interval\":1");
        pass(Duration.ofMinutes(5));

        List<BeatMark> bar = states.beats("web");
        assertThat(bar).hasSize(HostCell.BAR).allMatch(BeatMark::missed);
        assertThat(missed.all)
                .filteredOn(event -> event.status() == HostStatus.DOWN)
                .isNotEmpty();
    }

    @Test
    void aHeartbeatInTimeIsAStrokeWithItsRoundTrip() {
        beat("web", "\"interval\":10,\"rtt\":1.5");
        pass(Duration.ofSeconds(9));
        beat("web", "\"interval\":10,\"rtt\":2.5");

        assertThat(states.beats("web")).extracting(BeatMark::rttMs).containsExactly(1.5, 2.5);
        assertThat(states.beats("web")).noneMatch(BeatMark::missed);
    }

    @Test
    void afterARestartSilenceCountsFromTheMomentItListens() {
        Instant longAgo = time.wall().minusSeconds(86_400);
        states.restore(new HostState(
                "web", HostStatus.UP, longAgo, longAgo, time.steadyMillis(), 10, Double.NaN, null, null, null, null));
        time.pass(Duration.ofSeconds(60));
        states.listeningSince(time.steadyMillis());

        pass(Duration.ofSeconds(9));
        assertThat(states.find("web")).map(HostState::status).contains(HostStatus.UP);
        pass(Duration.ofSeconds(11));
        assertThat(states.find("web")).map(HostState::status).contains(HostStatus.DOWN);
    }

    @Test
    void aJumpOfTheWallClockMakesNobodyLate() {
        beat("web", "\"interval\":10");
        time.setWall(time.wall().plusSeconds(7_200));
        pass(Duration.ofSeconds(9));

        assertThat(states.find("web")).map(HostState::status).contains(HostStatus.UP);
    }

    @Test
    void aShorterIntervalMovesTheDeadlineForward() {
        beat("web", "\"interval\":3600");
        pass(Duration.ofSeconds(1));
        beat("web", "\"interval\":1");
        pass(Duration.ofSeconds(3));

        assertThat(states.find("web")).map(HostState::status).contains(HostStatus.DOWN);
    }

    @Test
    void aShutdownIsAFactAndTheRestartOfAnAgentToo() {
        beat("web", "\"boot\":true");
        beat("web", "\"boot\":true");
        beat("web", "\"shutdown\":true");

        assertThat(reasons())
                .containsExactly(
                        "web UNKNOWN->UP first heartbeat",
                        "web UP->UP agent started",
                        "web UP->DOWN shut down on purpose");
    }

    @Test
    void aDroppedHostIsForgottenByTheWheelToo() {
        beat("web", "\"interval\":1");
        states.remove("web");
        pass(Duration.ofMinutes(1));

        assertThat(states.all()).isEmpty();
        assertThat(missed.all).isEmpty();
    }

    @Test
    void aPausedHostIsNotWatchedUntilItIsResumedAndThenHasItsWholeGrace() {
        beat("web", "\"interval\":10");
        assertThat(states.pause("web", "ada")).map(HostState::status).contains(HostStatus.PAUSED);
        assertThat(states.pause("web", "ada")).map(HostState::status).contains(HostStatus.PAUSED);
        pass(Duration.ofMinutes(5));
        assertThat(states.beats("web")).noneMatch(BeatMark::missed);
        assertThat(missed.all).isEmpty();

        assertThat(states.resume("web", "bob")).map(HostState::status).contains(HostStatus.LATE);
        pass(Duration.ofSeconds(19));
        assertThat(states.find("web")).map(HostState::status).contains(HostStatus.LATE);
        pass(Duration.ofSeconds(2));
        assertThat(states.find("web")).map(HostState::status).contains(HostStatus.DOWN);
        assertThat(reasons())
                .startsWith("web UNKNOWN->UP first heartbeat", "web UP->PAUSED paused by ada")
                .contains("web PAUSED->LATE resumed by bob")
                .hasSize(4);
    }

    @Test
    void aPausedHostThatIsHeardStaysPausedAndIsUpWhenResumed() {
        beat("web", "\"interval\":10");
        states.pause("web", "ada");
        pass(Duration.ofSeconds(60));
        beat("web", "\"interval\":10");
        assertThat(states.find("web")).map(HostState::status).contains(HostStatus.PAUSED);
        assertThat(states.resume("web", "ada")).map(HostState::status).contains(HostStatus.UP);
        assertThat(states.resume("web", "ada")).map(HostState::status).contains(HostStatus.UP);
        assertThat(states.pause("nobody", "ada")).isEmpty();
    }

    @Test
    void aHostThatWasNeverHeardIsUnknownAgainAfterAPause() {
        states.restore(HostState.unknown("web", time.wall(), time.steadyMillis(), 10));
        states.pause("web", "ada");
        assertThat(states.resume("web", "ada")).map(HostState::status).contains(HostStatus.UNKNOWN);
    }

    @Test
    void whenAHostSignedIsKnown() {
        beat("web", "\"interval\":10");
        assertThat(states.signedAt("web")).isEmpty();
        pass(Duration.ofSeconds(1));
        signed = true;
        beat("web", "\"interval\":10");
        assertThat(states.signedAt("web")).contains(time.wall());
        assertThat(states.signedAt("nobody")).isEmpty();
    }

    private boolean signed;

    private void pass(Duration length) {
        for (long left = length.toMillis(); left > 0; left -= 100) {
            time.pass(Duration.ofMillis(100));
            states.turnWheel();
        }
    }

    private void beat(String host, String fields) {
        byte[] json = ("{\"ID\":\"HTB\",\"name\":\"" + host + "\"," + fields + "}").getBytes(StandardCharsets.UTF_8);
        Codec codec = new Codec();
        assertThat(codec.decode(json, 0, json.length)).isNull();
        long micros = time.wall().toEpochMilli() * 1000;
        InetSocketAddress source = new InetSocketAddress("127.0.0.1", 40_000);
        states.beat(new BeatReceived(host, new Arrival(micros, source, signed), codec.message()));
    }

    private List<String> reasons() {
        return transitions.rest().stream()
                .map(t -> t.host() + " " + t.from() + "->" + t.to() + " " + t.reason())
                .toList();
    }
}
