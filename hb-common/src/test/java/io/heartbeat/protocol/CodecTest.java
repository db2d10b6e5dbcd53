package io.heartbeat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodecTest {
    private final Codec codec = new Codec();
    private final MessageWriter writer = new MessageWriter();

    private Message read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    private Message read(byte[] datagram) {
        assertThat(codec.decode(datagram, 0, datagram.length)).isNull();
        return codec.message();
    }

    @Test
    void reads_every_field_of_a_heartbeat() {
        Message m = read("{\"ID\":\"HTB\",\"name\":\"web-01\",\"interval\":30,\"seq\":17,\"time\":1763712000.25,"
                + "\"rtt\":0.75,\"boot\":true,\"msg\":\"h\\u00e9\\n\",\"version\":\"1.0\",\"shutdown\":0}");
        assertThat(m.type()).isEqualTo(MessageType.HTB);
        assertThat(m.name()).isEqualTo("web-01");
        assertThat(m.interval()).isEqualTo(30);
        assertThat(m.seq()).isEqualTo("17");
        assertThat(m.time()).isEqualTo("1763712000.25");
        assertThat(m.rtt()).isEqualTo(0.75);
        assertThat(m.boot()).isTrue();
        assertThat(m.shutdown()).isFalse();
        assertThat(m.text()).isEqualTo("hé\n");
        assertThat(m.version()).isEqualTo("1.0");
        assertThat(m.singleLine()).isTrue();
    }

    @Test
    void forgets_the_message_before() {
        read("{\"ID\":\"HTB\",\"name\":\"a\",\"msg\":\"x\",\"rtt\":1,\"boot\":1}");
        Message m = read("{\"ID\":\"HTB\"}");
        assertThat(m.name()).isNull();
        assertThat(m.nameLength()).isZero();
        assertThat(m.text()).isNull();
        assertThat(m.rtt()).isNaN();
        assertThat(m.boot()).isFalse();
    }

    @Test
    void leaves_the_metrics_of_a_report_alone_whatever_they_are_called() {
        Message m = read("{\"time\":\"noon\",\"version\":7,\"status\":{},\"output\":[1],\"interval\":-1,\"rtt\":\"x\","
                + "\"id\":false,\"msg\":3,\"boot\":\"yes\",\"args\":1,\"plugin\":\"cpu_monitor\",\"ID\":\"PLG\"}");
        assertThat(m.type()).isEqualTo(MessageType.PLG);
        assertThat(m.plugin()).isEqualTo("cpu_monitor");
        assertThat(m.time()).isNull();
        assertThat(m.version()).isNull();
        assertThat(m.interval()).isNaN();
    }

    @Test
    void reads_what_the_writer_compressed() {
        byte[] plain = writer.report("db", "disk_monitor", Map.of("partitions", Map.of("/", Map.of("percent", 75.0))));
        byte[] small = writer.compress(plain);
        assertThat(small[0]).isEqualTo((byte) 0x78);
        Message m = read(small);
        assertThat(new String(m.json(), m.offset(), m.length(), StandardCharsets.UTF_8))
                .isEqualTo("{\"ID\":\"PLG\",\"name\":\"db\",\"plugin\":\"disk_monitor\","
                        + "\"partitions\":{\"/\":{\"percent\":75.0}}}");
    }

    @Test
    void reads_commands_and_upgrades() {
        Message m = read(writer.command("db", "c-1", "restart", List.of("a b", "\"q\"", "ü")));
        assertThat(m.command()).isEqualTo("restart");
        assertThat(m.args()).containsExactly("a b", "\"q\"", "ü");
        m = read(writer.upgrade("db", "u-1", "2.0", "https://hb.example/hbc.jar", "ab".repeat(32)));
        assertThat(m.url()).isEqualTo("https://hb.example/hbc.jar");
        assertThat(m.sha256()).isEqualTo("ab".repeat(32));
        m = read(writer.result("db", "c-1", "ok", "done\u0000"));
        assertThat(m.output()).isEqualTo("done\uFFFD");
    }

    @Test
    void orders_say_when_they_expire() {
        double moment = 1763712060.25;
        assertThat(read(writer.command("db", "c", "x", List.of(), moment)).expires())
                .isEqualTo(moment);
        assertThat(read(writer.upgrade("db", "u", "2.0", "https://x/", "ab".repeat(32), moment))
                        .expires())
                .isEqualTo(moment);
        assertThat(read(writer.command("db", "c", "x", List.of())).expires()).isNaN();
        assertThat(read("{\"ID\":\"HTB\",\"name\":\"db\",\"expires\":5}").expires())
                .isNaN();
        byte[] text =
                "{\"ID\":\"CMD\",\"id\":1,\"command\":\"x\",\"expires\":\"soon\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(new Codec().decode(text, 0, text.length)).isEqualTo(Rejection.BAD_FIELD);
    }

    @Test
    void echoes_a_heartbeat_in_its_acknowledgement() {
        byte[] target = new byte[512];
        Message m = read("{\"ID\":\"HTB\", \"seq\": 1e2, \"time\":12.50, \"name\":\"web-01\"}");
        int length = writer.ack(m, target);
        assertThat(new String(target, 0, length, StandardCharsets.US_ASCII))
                .isEqualTo("{\"ID\":\"ACK\",\"name\":\"web-01\",\"seq\":1e2,\"time\":12.50}");
        assertThat(length).isLessThanOrEqualTo(m.length());
    }

    @Test
    void reads_a_message_as_every_other_json_reader_does() {
        Message m = read("{\"\\u0049D\":\"\\u0048TB\",\"n\\u0061me\":\"x\",\"name\":\"y\",\"seq\":1,\"seq\":2,"
                + "\"msg\":\"gone\",\"msg\":null,\"a\":{\"name\":\"z\",\"ID\":\"PLG\"}}");
        assertThat(m.type()).isEqualTo(MessageType.HTB);
        assertThat(m.nameIs("y")).isTrue();
        assertThat(m.seqIs("2")).isTrue();
        assertThat(m.text()).isNull();
    }

    @Test
    void knows_whether_a_message_can_stand_in_one_line() {
        assertThat(read("{\"ID\":\"HTB\"}\r\n \t").singleLine()).isTrue();
        assertThat(codec.message().length()).isEqualTo(12);
        assertThat(read("{\"ID\":\"HTB\",\t\"msg\":\"a\\nb\"}").singleLine()).isTrue();
        for (String broken : List.of("{\n\"ID\":\"HTB\"}", "{\"ID\":\r\"HTB\"}", "{\"ID\":\"HTB\",\"x\":[1,\n2]\n}")) {
            assertThat(read(broken).singleLine()).as(broken).isFalse();
        }
    }

    @Test
    void compares_without_being_asked_for_strings() {
        Message m = read("{\"ID\":\"HTB\",\"version\":\"1.\\u0030-é\"}");
        assertThat(m.versionIs("1.0-é")).isTrue();
        assertThat(m.versionIs("1.0-e")).isFalse();
        assertThat(m.versionIs(null)).isFalse();
        assertThat(m.seqIs(null)).isTrue();
    }

    @Test
    void writes_only_what_it_would_accept_itself() {
        Map<String, Object> nested = Map.of();
        for (int i = 0; i < 30; i++) {
            nested = Map.of("x", nested);
        }
        read(writer.report("db", "p", nested));
        Map<String, Object> deeper = Map.of("x", Map.of("x", nested));
        assertThatThrownBy(() -> writer.report("db", "p", deeper))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32");
        assertThatThrownBy(() -> writer.report("d b", "p", Map.of())).hasMessageContaining("bad_name");
        assertThatThrownBy(() -> writer.report("db", "p/q", Map.of())).hasMessageContaining("bad_field");
        assertThatThrownBy(() -> writer.heartbeat(Heartbeat.of("db", 0, 1, 1))).hasMessageContaining("bad_field");
        assertThatThrownBy(() -> writer.report("db", "p", Map.of("x", "y".repeat(70_000))))
                .hasMessageContaining("too large");
        read(writer.result("db", "1", "ok", "\u0001".repeat(40_000)));
    }
}
