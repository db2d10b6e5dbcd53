package io.heartbeat.protocol;

import static io.heartbeat.protocol.Rejection.BAD_MAC;
import static io.heartbeat.protocol.Rejection.FOREIGN_NAME;
import static io.heartbeat.protocol.Rejection.OVERSIZED;
import static io.heartbeat.protocol.Rejection.REPLAYED;
import static io.heartbeat.protocol.Rejection.STALE;
import static io.heartbeat.protocol.Rejection.UNKNOWN_KEY;
import static io.heartbeat.protocol.Rejection.WRONG_DIRECTION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedFrameTest {
    private static final byte[] BEAT = "{\"ID\":\"HTB\",\"name\":\"web-01\"}".getBytes(UTF_8);
    private final SigningKey key = new SigningKey("web-01.2026", "0123456789abcdef".getBytes(UTF_8), "web-01");
    private final KeyRing ring = KeyRing.of(List.of(key));
    private final MutableClock clock = new MutableClock(1_763_712_000_000L);
    private final ReplayWindows windows = new ReplayWindows(clock, Duration.ofSeconds(5));
    private final SignedFrame opener = new SignedFrame(Direction.TO_SERVER, windows);
    private final FrameSealer sealer = new FrameSealer(Direction.TO_SERVER, clock, 42);

    SignedFrameTest() {
        clock.advance(1);
    }

    private Rejection open(byte[] frame) {
        return opener.open(ring, frame, 0, frame.length);
    }

    @Test
    void opens_what_was_sealed_wherever_it_stands_in_the_buffer() {
        byte[] frame = sealer.seal(key, BEAT);
        byte[] buffer = new byte[frame.length + 20];
        System.arraycopy(frame, 0, buffer, 7, frame.length);
        assertThat(SignedFrame.claims(buffer, 7, frame.length)).isTrue();
        assertThat(opener.open(ring, buffer, 7, frame.length)).isNull();
        assertThat(opener.key()).isSameAs(key);
        assertThat(opener.bootId()).isEqualTo(42);
        assertThat(opener.seq()).isEqualTo(1);
        assertThat(opener.timestamp()).isEqualTo(clock.millis());
        assertThat(Arrays.copyOfRange(buffer, opener.payloadOffset(), opener.payloadOffset() + opener.payloadLength()))
                .isEqualTo(BEAT);
        assertThat(frame).hasSize(FrameSealer.length(key, BEAT.length));
    }

    @Test
    void refuses_a_frame_of_which_any_bit_was_changed() {
        byte[] frame = sealer.seal(key, BEAT);
        for (int bit = 32; bit < frame.length * 8; bit++) {
            byte[] changed = frame.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(open(changed)).as("bit %d", bit).isIn(BAD_MAC, UNKNOWN_KEY);
            assertThat(opener.payloadLength()).isZero();
        }
        assertThat(open(frame)).isNull();
    }

    @Test
    void refuses_a_frame_cut_anywhere() {
        byte[] frame = sealer.seal(key, BEAT);
        for (int length = 4; length < frame.length; length++) {
            assertThat(open(Arrays.copyOf(frame, length)))
                    .as("%d bytes", length)
                    .isEqualTo(BAD_MAC);
        }
        assertThat(open(sealer.seal(key, new byte[0]))).isEqualTo(BAD_MAC);
        assertThat(open(Arrays.copyOf(frame, Codec.MAX_DATAGRAM + 1))).isEqualTo(OVERSIZED);
    }

    @Test
    void refuses_keys_that_nobody_knows_and_secrets_that_differ() {
        SigningKey stranger = new SigningKey("other", "0123456789abcdef".getBytes(UTF_8), "web-01");
        SigningKey impostor = new SigningKey("web-01.2026", "0123456789abcdeX".getBytes(UTF_8), "web-01");
        assertThat(open(sealer.seal(stranger, BEAT))).isEqualTo(UNKNOWN_KEY);
        assertThat(open(sealer.seal(impostor, BEAT))).isEqualTo(BAD_MAC);
        assertThat(opener.key()).isNull();
    }

    @Test
    void refuses_a_frame_sent_back_to_where_it_came_from() {
        FrameSealer server = new FrameSealer(Direction.TO_AGENT, clock);
        assertThat(open(server.seal(key, BEAT))).isEqualTo(WRONG_DIRECTION);
        SignedFrame agent = new SignedFrame(Direction.TO_AGENT, windows);
        byte[] reply = server.seal(key, BEAT);
        assertThat(agent.open(ring, reply, 0, reply.length)).isNull();
    }

    @Test
    void refuses_what_lies_outside_of_ninety_seconds() {
        ReplayWindows patient = new ReplayWindows(new MutableClock(0), Duration.ofSeconds(5));
        assertThat(patient.accept("k", 1, 1, -1)).isEqualTo(REPLAYED);
        byte[] frame = sealer.seal(key, BEAT);
        clock.advance(90_001);
        assertThat(open(frame)).isEqualTo(STALE);
        clock.advance(-1);
        assertThat(open(frame)).isNull();
        clock.advance(91_000);
        byte[] early = sealer.seal(key, BEAT);
        clock.advance(-90_001);
        assertThat(open(early)).isEqualTo(STALE);
        assertThat(windows.accept("k", 1, 1, Long.MIN_VALUE)).isEqualTo(STALE);
        assertThat(windows.accept("k", 1, 1, Long.MAX_VALUE)).isEqualTo(STALE);
    }

    @Test
    void accepts_each_of_the_last_64_once_in_any_order() {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            frames.add(sealer.seal(key, BEAT));
        }
        for (int i = 64; i > 0; i--) {
            assertThat(open(frames.get(i))).as("frame %d", i).isNull();
        }
        for (int i = 0; i < 65; i++) {
            assertThat(open(frames.get(i))).as("frame %d", i).isEqualTo(REPLAYED);
        }
        assertThat(open(sealer.seal(key, BEAT))).isNull();
    }

    @Test
    void lets_nobody_speak_for_another_host() {
        Codec codec = new Codec();
        assertThat(open(sealer.seal(key, BEAT))).isNull();
        assertThat(codec.decode(BEAT, 0, BEAT.length)).isNull();
        assertThat(opener.belies(codec.message())).isNull();
        byte[] foreign = "{\"ID\":\"HTB\",\"name\":\"web-010\"}".getBytes(UTF_8);
        assertThat(codec.decode(foreign, 0, foreign.length)).isNull();
        assertThat(opener.belies(codec.message())).isEqualTo(FOREIGN_NAME);
        byte[] nameless = "{\"ID\":\"HTB\"}".getBytes(UTF_8);
        assertThat(codec.decode(nameless, 0, nameless.length)).isNull();
        assertThat(opener.belies(codec.message())).isNull();
    }

    @Test
    void finds_each_of_many_keys() {
        List<SigningKey> keys = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            keys.add(new SigningKey("key-" + i, new byte[16], "host-" + i));
        }
        KeyRing many = KeyRing.of(keys);
        for (SigningKey each : keys) {
            assertThat(many.find(each.id().getBytes(UTF_8), 0, each.id().length()))
                    .isSameAs(each);
        }
        assertThat(many.find("key-1000".getBytes(UTF_8), 0, 8)).isNull();
        assertThat(KeyRing.of(List.of()).find(new byte[1], 0, 1)).isNull();
        assertThatThrownBy(() -> KeyRing.of(List.of(key, key))).hasMessageContaining("web-01.2026");
    }

    @Test
    void says_what_is_wrong_with_a_key_but_never_its_secret() {
        assertThatThrownBy(() -> new SigningKey("k", "hunter2".getBytes(UTF_8), "a"))
                .hasMessageContaining("16")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> new SigningKey("k k", new byte[16], "a")).hasMessageContaining("k k");
        assertThatThrownBy(() -> new SigningKey("k", new byte[16], "a b")).hasMessageContaining("a b");
        assertThat(key.toString()).isEqualTo("key web-01.2026 of web-01");
    }
}
