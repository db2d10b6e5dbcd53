package io.heartbeat.agent.mini;

import static io.heartbeat.agent.mini.Mini.golden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HbcMini against the datagrams that hbc and the server are held to as well. */
class MiniWireTest {
    private static final byte[] SECRET = "correct horse battery staple".getBytes(StandardCharsets.UTF_8);
    private static final long SEALED = 1_763_712_000_250L;

    private static Mini mini;

    @BeforeAll
    static void compile(@TempDir Path directory) throws Exception {
        mini = new Mini(directory);
    }

    private static Object beat(
            long seq, double time, double rtt, boolean boot, String text, String version, boolean bye)
            throws Exception {
        return mini.call("Messages", "heartbeat", "web-01", 30.0, seq, time, rtt, boot, text, version, bye);
    }

    private static Object frames(long bootId) throws Exception {
        return mini.make("Frames", "web-01", SECRET, bootId);
    }

    private static byte[] open(Object frames, byte[] frame, long now) throws Exception {
        return (byte[]) mini.ask(mini.ask(frames, "open", frame, now), "payload");
    }

    @Test
    void messagesAreThoseOfHbc() throws Exception {
        assertThat(beat(17, 1763712000.25, Double.NaN, false, null, null, false))
                .isEqualTo(golden("to-server/htb"));
        assertThat(beat(1, 1763712000.25, 0.75, true, "kernel updated ✓", "1.0.0", false))
                .isEqualTo(golden("to-server/htb-full"));
        assertThat(beat(18, 1763712030.25, 0.75, false, null, "1.0.0", true)).isEqualTo(golden("to-server/htb-bye"));
        assertThat(mini.call("Messages", "result", "web-01", "c-7", "ok", "reloaded\n"))
                .isEqualTo(golden("to-server/res"));
        assertThat(mini.call("Messages", "report", "web-01", "cpu_monitor", metrics()))
                .isEqualTo(golden("to-server/plg"));
    }

    private static Map<String, Object> metrics() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("cpu_percent", 45.2);
        metrics.put("load_1min", 1.5);
        metrics.put("per_core", List.of(40.1, 50.3));
        return metrics;
    }

    @Test
    void framesAreSealedAsHbcSealsThem() throws Exception {
        assertThat(mini.ask(frames(0x0123456789abcdefL), "seal", golden("to-server/htb"), SEALED))
                .isEqualTo(golden("to-server/htb-signed"));
    }

    @Test
    void framesOfTheServerAreOpened() throws Exception {
        for (String name : List.of("ack", "cmd")) {
            assertThat(open(frames(1), golden("to-agent/" + name + "-signed"), SEALED))
                    .isEqualTo(golden("to-agent/" + name));
        }
        byte[] upgrade = open(frames(1), golden("to-agent/upd-zlib-signed"), SEALED);
        assertThat(mini.call("Messages", "parse", upgrade))
                .isEqualTo(mini.call("Messages", "parse", golden("to-agent/upd")));
    }

    @Test
    void textsAreEscapedAsHbcDoes() throws Exception {
        String text = "\"\\/\b\f\n\r\t\u0001\u001f\u007fé€😀";
        io.heartbeat.protocol.MessageWriter hbc = new io.heartbeat.protocol.MessageWriter();
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put(text, text);
        metrics.put("numbers", Arrays.asList(1, 2L, 0.1, 1e300, -1e-7, 100.0, Double.NaN, null, true));

        assertThat((byte[]) mini.call("Messages", "report", "web-01", "x", metrics))
                .isEqualTo(hbc.report("web-01", "x", metrics));
        assertThat((byte[]) mini.call("Messages", "result", "web-01", "1", "ok", text.repeat(20_000)))
                .isEqualTo(hbc.result("web-01", "1", "ok", text.repeat(20_000)));
    }

    @Test
    void replayedStaleForgedAndForeignFramesAreRefused() throws Exception {
        byte[] frame = golden("to-agent/ack-signed");
        Object frames = frames(1);
        open(frames, frame, SEALED);

        refused(frames, frame, SEALED, "replayed");
        refused(frames(1), frame, SEALED + 91_000, "stale");
        refused(frames(1), frame, SEALED - 91_000, "stale");
        refused(frames(1), golden("to-server/htb-signed"), SEALED, "wrong_direction");
        refused(frames(1), golden("to-agent/ack"), SEALED, "unsigned");
        refused(mini.make("Frames", "other", SECRET, 1L), frame, SEALED, "unknown_key");
        refused(mini.make("Frames", "web-01", new byte[16], 1L), frame, SEALED, "bad_mac");
        for (int at = 6 + 6; at < frame.length; at++) {
            byte[] forged = frame.clone();
            forged[at] ^= 1;
            refused(frames(1), forged, SEALED, "bad_mac");
        }
        for (int length = 0; length < frame.length; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThatIllegalArgumentException().isThrownBy(() -> open(frames(1), cut, SEALED));
        }
    }

    private static void refused(Object frames, byte[] frame, long now, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(frames, frame, now))
                .withMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\"}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":1}x",
                "{'a':1}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":1e999}",
                "{\"a\":tru}",
                "{\"a\":1,}",
                "x\u0001"
            })
    void rubbishIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mini.call("Messages", "parse", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void depthAndInflationAreBounded() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        mini.call("Messages", "parse", "{\"a\":".repeat(50_000).getBytes(StandardCharsets.UTF_8)));
        byte[] bomb = (byte[]) mini.call("Messages", "compress", new byte[1 << 20]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mini.call("Messages", "parse", bomb))
                .withMessage("inflated_too_large");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.1, true",
        "1.1, true",
        "2, true",
        "10.0.0, true",
        "1.0.0, false",
        "1.0, false",
        "0.9.9, false",
        "1.0.0-x, false",
        "'', false",
        "99999999999, false",
        "1.0.0.1, true"
    })
    void onlyALaterVersionIsNewer(String version, boolean newer) throws Exception {
        assertThat(mini.call("Orders", "newer", version, "1.0.0")).isEqualTo(newer);
    }
}
