package io.heartbeat.pump.sender.rsyslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RsyslogSenderTest {
    private static final String FULL =
            "{\"MESSAGE\":\"it works\",\"PRIORITY\":3,\"SYSLOG_FACILITY\":\"10\",\"HOSTNAME\":\"web1\","
                    + "\"SYSLOG_IDENTIFIER\":\"sshd\",\"PID\":4711,\"MESSAGE_ID\":\"01234567-89ab-cdef-0123-456789abcdef\"}";

    @TempDir
    Path directory;

    private Sender open(String keys) throws Exception {
        SenderContext context = new SenderContext("r", "s", directory, TimeSource.SYSTEM, Runnable::run, Metrics.NONE);
        return SenderContract.plan(new RsyslogSenderFactory(), keys).open(context);
    }

    private static Batch batch(String... entries) {
        Batch batch = new Batch();
        for (String entry : entries) {
            byte[] json = entry.getBytes(StandardCharsets.UTF_8);
            batch.add(json, 0, json.length, "cursor" + batch.size(), 1_590_581_737_308_352L);
        }
        return batch;
    }

    @Test
    void keepsTheContractOfAllSenders() throws Exception {
        assertThat(SenderContract.faults(new RsyslogSenderFactory(), Path.of("../../docs/JOURNAL_SHIPPING.md")))
                .isEmpty();
    }

    @Test
    void realServerReadsEveryPartOfRfc5424() throws Exception {
        try (Rsyslogd server = new Rsyslogd(directory.resolve("d"), null, Rsyslogd.freePort());
                Sender sender = open("rsyslog_server: 127.0.0.1\nrsyslog_port: " + server.port
                        + "\nstructured_data: token@32473 tag=\"x\"")) {
            Batch batch = batch(
                    FULL, "{\"MESSAGE\":\"bare\"}", "{\"MESSAGE\":\"two\\nlines\",\"SYSTEMD_UNIT\":\"a.service\"}");
            sender.send(batch);

            assertThat(batch.pending()).isZero();
            assertThat(server.lines(3))
                    .containsExactly(
                            "83|2020-05-27T12:15:37.308352Z|web1|sshd|4711|0123456789abcdef0123456789abcdef"
                                    + "|[token@32473 tag=\"x\"]|it works",
                            "14|2020-05-27T12:15:37.308352Z|-|-|-|-|[token@32473 tag=\"x\"]|bare",
                            "14|2020-05-27T12:15:37.308352Z|-|a.service|-|-|[token@32473 tag=\"x\"]|two#012lines");
        }
    }

    @Test
    void realServerReadsRfc3164AndTemplatesWithCountedOctets() throws Exception {
        try (Rsyslogd server = new Rsyslogd(directory.resolve("d"), null, Rsyslogd.freePort())) {
            String common = "rsyslog_server: 127.0.0.1\nrsyslog_port: " + server.port + "\nframing: octet_counting\n";
            try (Sender sender = open(common + "format: rfc3164")) {
                sender.send(
                        batch(FULL, "{\"MESSAGE\":\"two\\nlines\",\"HOSTNAME\":\"h\",\"SYSLOG_IDENTIFIER\":\"a\"}"));
            }
            try (Sender sender = open(common + "format: custom\n"
                    + "logline: '<%pri%>%timestamp% %HOSTNAME% %app-name%[%procid%]: 100%% %msg%'")) {
                sender.send(batch(FULL));
            }

            List<String> lines = server.lines(3);
            assertThat(lines.get(0))
                    .startsWith("83|")
                    .contains("-05-27T12:15:37")
                    .endsWith("|web1|sshd|4711|-|-| it works");
            assertThat(lines.get(1)).endsWith("|h|a|-|-|-| two#012lines");
            assertThat(lines.get(2)).endsWith("|web1|sshd|4711|-|-| 100% it works");
        }
    }

    @Test
    void realServerSpeaksTlsAndItsNameIsChecked() throws Exception {
        Path certificates = Certificates.make(directory.resolve("certificates"));
        try (Rsyslogd server = new Rsyslogd(directory.resolve("d"), certificates, Rsyslogd.freePort())) {
            String common = "rsyslog_port: " + server.port + "\nca_certs: " + certificates.resolve("ca.pem") + "\n";
            try (Sender sender = open("rsyslog_server: localhost\n" + common)) {
                Batch batch = batch(FULL);
                sender.send(batch);
                assertThat(batch.pending()).isZero();
            }
            assertThat(server.lines(1)).hasSize(1);
            assertThatThrownBy(() -> open("rsyslog_server: 127.0.0.1\n" + common))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1");
            assertThatThrownBy(() -> open("rsyslog_server: localhost\nssl: true\nrsyslog_port: " + server.port))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("certification path");
        }
    }

    @Test
    void serverThatDiesWithUnreadDataHasAcknowledgedNothing() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> dying = CompletableFuture.runAsync(() -> {
                try (Socket socket = listening.accept()) {
                    socket.getInputStream().read();
                    socket.setSoLinger(true, 0);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try (Sender sender = open("rsyslog_server: 127.0.0.1\nrsyslog_port: " + listening.getLocalPort())) {
                Batch batch = batch(FULL, FULL);

                assertThatThrownBy(() -> sender.send(batch)).isInstanceOf(IOException.class);
                assertThat(batch.pending()).isEqualTo(2);
            }
            dying.join();
        }
    }

    @Test
    void longMessagesAreCutBetweenCharacters() {
        Framer framer = new Framer(false, 480);
        framer.add("ä".repeat(500));
        assertThat(new String(framer.bytes(), StandardCharsets.UTF_8)).isEqualTo("ä".repeat(240) + "\n");
        framer.clear();
        framer.add("x" + "ä".repeat(500));
        assertThat(new String(framer.bytes(), StandardCharsets.UTF_8)).isEqualTo("x" + "ä".repeat(239) + "\n");
    }

    @Test
    void wrongKeysAreNamed() {
        assertThatThrownBy(() -> SenderContract.plan(
                        new RsyslogSenderFactory(),
                        "format: custom\nlogline: '%nothing%'\nclient_cert: a.pem\nrsyslog_port: 0"))
                .hasMessageContaining("rsyslog_server: is needed")
                .hasMessageContaining("logline: there is no tag %nothing%")
                .hasMessageContaining("client_cert: goes with client_key")
                .hasMessageContaining("rsyslog_port: must be a whole number from 1 to 65535");
    }
}
