package io.heartbeat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

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
    void echoes_a_heartbeat_in_its_acknowledgement() {
        byte[] target = new byte[512];
        Message m = read("{\"ID\":\"HTB\", \"seq\": 1e2, \"time\":12.50, \"name\":\"web-01\"}");
        int length = writer.ack(m, target);
        assertThat(new String(target, 0, length, StandardCharsets.US_ASCII))
                .isEqualTo("{\"ID\":\"ACK\",\"name\":\"web-01\",\"seq\":1e2,\"time\":12.50}");
        assertThat(length).isLessThanOrEqualTo(m.length());
    }
}
