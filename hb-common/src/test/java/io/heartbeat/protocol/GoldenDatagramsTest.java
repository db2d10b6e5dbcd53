package io.heartbeat.protocol;

import static io.heartbeat.protocol.Golden.datagram;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenDatagramsTest {
    private static final long SEALED = 1_763_712_000_250L;
    private static final Heartbeat BEAT = Heartbeat.of("web-01", 30, 17, 1763712000.25);
    private static final Heartbeat FIRST = Heartbeat.of("web-01", 30, 1, 1763712000.25)
            .withRtt(0.75)
            .withBoot(true)
            .withText("kernel updated ✓")
            .withVersion("1.0.0");
    private final MessageWriter writer = new MessageWriter();
    private final Codec codec = new Codec();
    private final MutableClock clock = new MutableClock(SEALED);

    private static Map<String, Object> metrics() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("cpu_percent", 45.2);
        metrics.put("load_1min", 1.5);
        metrics.put("per_core", List.of(40.1, 50.3));
        return metrics;
    }

    private byte[] report() {
        return writer.report("web-01", "cpu_monitor", metrics());
    }

    private byte[] upgrade() {
        String digest = "249563f8343e0e8b389fa7c6ced6447df3d67227596f518df3a92e74ac27e613";
        return writer.upgrade("web-01", "u-3", "1.1.0", "https://hb.example/hbc-1.1.0.jar", digest);
    }

    private byte[] decoded(byte[] datagram) {
        assertThat(codec.decode(datagram, 0, datagram.length)).isNull();
        Message m = codec.message();
        return Arrays.copyOfRange(m.json(), m.offset(), m.offset() + m.length());
    }

    private byte[] opened(byte[] frame, Direction direction) {
        ReplayWindows windows = new ReplayWindows(new MutableClock(SEALED - 1), Duration.ofSeconds(5));
        SignedFrame opener = new SignedFrame(direction, windows);
        assertThat(opener.open(Golden.RING, frame, 0, frame.length)).isNull();
        int start = opener.payloadOffset();
        byte[] json = decoded(Arrays.copyOfRange(frame, start, start + opener.payloadLength()));
        assertThat(opener.belies(codec.message())).isNull();
        return json;
    }

    @Test
    void what_agents_say_is_written_as_it_always_was() {
        assertThat(writer.heartbeat(BEAT)).isEqualTo(datagram("to-server/htb"));
        assertThat(writer.heartbeat(FIRST)).isEqualTo(datagram("to-server/htb-full"));
        assertThat(writer.heartbeat(Heartbeat.of("web-01", 30, 18, 1763712030.25)
                        .withRtt(0.75)
                        .withVersion("1.0.0")
                        .withShutdown(true)))
                .isEqualTo(datagram("to-server/htb-bye"));
        assertThat(report()).isEqualTo(datagram("to-server/plg"));
        assertThat(writer.result("web-01", "c-7", "ok", "reloaded\n")).isEqualTo(datagram("to-server/res"));
    }

    @Test
    void what_the_server_says_is_written_as_it_always_was() {
        assertThat(writer.command("web-01", "c-7", "reload-nginx", List.of("--quiet")))
                .isEqualTo(datagram("to-agent/cmd"));
        assertThat(upgrade()).isEqualTo(datagram("to-agent/upd"));
        decoded(datagram("to-server/htb"));
        byte[] ack = new byte[512];
        int length = writer.ack(codec.message(), ack);
        assertThat(Arrays.copyOf(ack, length)).isEqualTo(datagram("to-agent/ack"));
    }

    @Test
    void compressed_messages_are_read() {
        assertThat(decoded(datagram("to-server/htb-zlib"))).isEqualTo(datagram("to-server/htb-full"));
        assertThat(decoded(datagram("to-server/plg-zlib"))).isEqualTo(report());
    }

    @Test
    void heartbeats_are_read() {
        decoded(datagram("to-server/htb-full"));
        Message m = codec.message();
        assertThat(m.type()).isEqualTo(MessageType.HTB);
        assertThat(m.name()).isEqualTo("web-01");
        assertThat(m.interval()).isEqualTo(30);
        assertThat(m.rtt()).isEqualTo(0.75);
        assertThat(m.boot()).isTrue();
        assertThat(m.text()).isEqualTo("kernel updated ✓");
        assertThat(m.versionIs("1.0.0")).isTrue();
        assertThat(m.versionIs("1.0")).isFalse();
        assertThat(m.versionIs("1.0.0.1")).isFalse();
        assertThat(m.pluginIs(null)).isTrue();
        decoded(datagram("to-server/htb-bye"));
        assertThat(codec.message().shutdown()).isTrue();
        assertThat(codec.message().text()).isNull();
    }

    @Test
    void frames_are_sealed_as_they_always_were() {
        FrameSealer agent = new FrameSealer(Direction.TO_SERVER, clock, 0x0123456789abcdefL);
        assertThat(agent.seal(Golden.KEY, datagram("to-server/htb"))).isEqualTo(datagram("to-server/htb-signed"));
        FrameSealer server = new FrameSealer(Direction.TO_AGENT, clock, Golden.SERVER_BOOT);
        clock.advance(1);
        assertThat(server.seal(Golden.KEY, datagram("to-agent/ack"))).isEqualTo(datagram("to-agent/ack-signed"));
        clock.advance(1);
        assertThat(server.seal(Golden.KEY, datagram("to-agent/cmd"))).isEqualTo(datagram("to-agent/cmd-signed"));
    }

    @Test
    void frames_are_opened() {
        assertThat(opened(datagram("to-server/htb-signed"), Direction.TO_SERVER))
                .isEqualTo(datagram("to-server/htb"));
        assertThat(opened(datagram("to-server/plg-zlib-signed"), Direction.TO_SERVER))
                .isEqualTo(report());
        assertThat(opened(datagram("to-agent/ack-signed"), Direction.TO_AGENT)).isEqualTo(datagram("to-agent/ack"));
        assertThat(opened(datagram("to-agent/cmd-signed"), Direction.TO_AGENT)).isEqualTo(datagram("to-agent/cmd"));
        assertThat(opened(datagram("to-agent/upd-zlib-signed"), Direction.TO_AGENT))
                .isEqualTo(upgrade());
    }

    @Test
    void a_sealed_heartbeat_is_acknowledged_within_its_own_length() {
        byte[] frame = datagram("to-server/htb-signed");
        byte[] answer = datagram("to-agent/ack-signed");
        assertThat(answer.length).isLessThanOrEqualTo(frame.length);
        assertThat(new String(frame, 0, 4, UTF_8)).isEqualTo("HBS1");
    }
}
