package io.heartbeat.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.journal.OutputSettings.Facility;
import io.heartbeat.journal.OutputSettings.Format;
import io.heartbeat.journal.OutputSettings.Kind;
import io.heartbeat.journal.OutputSettings.Protocol;
import io.heartbeat.telemetry.Telemetry;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String REPORT = "{\"ID\":\"PLG\",\"name\":\"web\",\"plugin\":\"cpu\",\"cpu percent\":4.50e1,"
            + "\"id\":7,\"deep\":{\"a\":1},\"note\":\"a=b\\\\c\"}";

    @TempDir
    Path directory;

    private final Telemetry telemetry = new Telemetry(TimeSource.SYSTEM);
    private DatagramSocket udp;
    private ServerSocket tcp;
    private Journal journal;
    private Traffic traffic;

    @BeforeEach
    void listen() throws IOException {
        udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        udp.setSoTimeout((int) SOON.toMillis());
        tcp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        tcp.setSoTimeout((int) SOON.toMillis());
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
        udp.close();
        tcp.close();
    }

    @Test
    void cefBesideTheJournal() throws IOException {
        Path cef = directory.resolve("messages.cef");
        open(new OutputSettings(Kind.FILE, Format.CEF, cef, null, 0, Protocol.TCP, Facility.LOCAL0));
        traffic.send(REPORT);
        traffic.send(
                "{\"ID\":\"HTB\",\"name\":\"web\",\"shutdown\":true}",
                Traffic.AT,
                new InetSocketAddress("2001:db8::7", 9));
        await().atMost(SOON).until(() -> Files.readAllLines(cef).size() == 2);
        assertThat(Files.readAllLines(cef))
                .containsExactly(
                        "CEF:0|Heartbeat|hbd|1|PLG|report of cpu|0|rt=1795246565001 shost=web src=192.0.2.7 spt=40123"
                                + " cs1Label=plugin cs1=cpu msg="
                                + REPORT.replace("\\", "\\\\").replace("=", "\\="),
                        "CEF:0|Heartbeat|hbd|1|HTB|shutdown|3|rt=1795246565001 shost=web c6a2Label=Source IPv6 Address"
                                + " c6a2=2001:db8::7 spt=9 msg={\"ID\":\"HTB\",\"name\":\"web\",\"shutdown\":true}");
    }

    @Test
    void gelfOverUdp() throws IOException {
        open(udp(Kind.GELF, Format.GELF));
        traffic.send(REPORT);
        JsonNode gelf = JSON.readTree(receive());
        assertThat(gelf.path("version").asText()).isEqualTo("1.1");
        assertThat(gelf.path("host").asText()).isEqualTo("web");
        assertThat(gelf.path("short_message").asText()).isEqualTo("report of cpu");
        assertThat(gelf.path("timestamp").asText()).isEqualTo("1.795246565001234E9");
        assertThat(JSON.readTree(gelf.path("full_message").asText())).isEqualTo(JSON.readTree(REPORT));
        assertThat(gelf.path("_cpu_percent").asDouble()).isEqualTo(45.0);
        assertThat(gelf.path("_source_ip").asText()).isEqualTo("192.0.2.7");
        assertThat(gelf.has("_id")).isFalse();
        assertThat(gelf.has("_deep")).isFalse();
    }

    @Test
    void longGelfTravelsInChunks() throws IOException {
        open(udp(Kind.GELF, Format.GELF));
        traffic.send("{\"ID\":\"PLG\",\"name\":\"web\",\"plugin\":\"p\",\"n\":[" + "1,".repeat(10_000) + "1]}");
        byte[] whole = new byte[0];
        int count = 1;
        for (int i = 0; i < count; i++) {
            byte[] chunk = receive();
            assertThat(chunk).startsWith(0x1e, 0x0f);
            assertThat(chunk[10]).isEqualTo((byte) i);
            count = chunk[11];
            int before = whole.length;
            whole = Arrays.copyOf(whole, before + chunk.length - 12);
            System.arraycopy(chunk, 12, whole, before, chunk.length - 12);
        }
        assertThat(count).isGreaterThan(1);
        assertThat(JSON.readTree(whole).path("host").asText()).isEqualTo("web");
    }

    @Test
    void gelfOverTcpEndsWithNul() throws IOException {
        open(tcp(Kind.GELF, Format.GELF));
        traffic.send(Traffic.beat(1));
        try (Socket client = tcp.accept()) {
            StringBuilder text = new StringBuilder();
            for (int c = client.getInputStream().read();
                    c > 0;
                    c = client.getInputStream().read()) {
                text.append((char) c);
            }
            assertThat(JSON.readTree(text.toString()).path("short_message").asText())
                    .isEqualTo("heartbeat");
        }
    }

    @Test
    void syslogOverUdp() throws IOException {
        open(udp(Kind.SYSLOG, Format.JSON));
        traffic.send(Traffic.beat(1));
        String line = new String(receive(), UTF_8);
        assertThat(line)
                .startsWith("<134>1 2026-11-21T07:36:05.001234Z web heartbeat - HTB - {\"timestamp\": 1795246565");
        assertThat(JSON.readTree(line.substring(line.indexOf('{'))).path("message"))
                .isEqualTo(JSON.readTree(Traffic.beat(1)));
    }

    @Test
    void syslogOverTcpSurvivesABrokenConnection() throws IOException {
        open(tcp(Kind.SYSLOG, Format.CEF));
        traffic.send(Traffic.beat(1));
        try (Socket client = tcp.accept()) {
            assertThat(counted(client)).contains("CEF:0|Heartbeat|hbd|1|HTB|heartbeat|0|");
        }
        // What was in flight is lost, as TCP has it; the connection is made again.
        await().atMost(SOON).until(() -> {
            traffic.send(Traffic.beat(2));
            tcp.setSoTimeout(100);
            try (Socket client = tcp.accept()) {
                return counted(client).contains("\"seq\":2");
            } catch (java.net.SocketTimeoutException notYet) {
                return false;
            }
        });
    }

    @Test
    void aReceiverThatIsAwayCostsTheJournalNothing() throws IOException {
        OutputSettings away = tcp(Kind.SYSLOG, Format.JSON);
        tcp.close();
        open(away);
        int count = Output.QUEUE + 5_000;
        for (int i = 0; i < count; i++) {
            traffic.send(Traffic.beat(i));
        }
        await().atMost(SOON).until(() -> journal.statistics().linesWritten() == count);
        double overflowed = value("hbd_journal_output_dropped_total", "queue_full");
        assertThat(overflowed).isBetween(4_000.0, 5_000.0);
        await().atMost(SOON).until(() -> value("hbd_journal_output_failing", "syslog") == 1);
        journal.close();
        assertThat(value("hbd_journal_output_dropped_total", "queue_full")
                        + value("hbd_journal_output_dropped_total", "send_failed"))
                .isEqualTo(count);
    }

    private double value(String name, String label) {
        return telemetry.instruments().stream()
                .filter(each -> each.name().equals(name) && each.labels().containsValue(label))
                .mapToDouble(each -> each.value().getAsDouble())
                .sum();
    }

    private OutputSettings udp(Kind kind, Format format) {
        return new OutputSettings(kind, format, null, "localhost", udp.getLocalPort(), Protocol.UDP, Facility.LOCAL0);
    }

    private OutputSettings tcp(Kind kind, Format format) {
        return new OutputSettings(kind, format, null, "localhost", tcp.getLocalPort(), Protocol.TCP, Facility.LOCAL0);
    }

    private void open(OutputSettings output) {
        JournalSettings plain = JournalSettings.of(directory.resolve("messages.journal"));
        journal = new Journal(
                new JournalSettings(
                        true,
                        plain.file(),
                        0,
                        1,
                        false,
                        Duration.ZERO,
                        plain.types(),
                        Duration.ZERO,
                        "",
                        null,
                        List.of(output)),
                TimeSource.SYSTEM,
                telemetry);
        journal.open(Thread::new);
        traffic = new Traffic(journal);
    }

    private byte[] receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        udp.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private static String counted(Socket client) throws IOException {
        client.setSoTimeout((int) SOON.toMillis());
        DataInputStream in = new DataInputStream(client.getInputStream());
        int length = 0;
        for (int c = in.read(); c != ' '; c = in.read()) {
            length = 10 * length + c - '0';
        }
        byte[] message = new byte[length];
        in.readFully(message);
        return new String(message, UTF_8);
    }
}
