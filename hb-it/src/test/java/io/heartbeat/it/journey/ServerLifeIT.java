package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the server starts, refuses to start, and ends. */
class ServerLifeIT {
    private static final int TERMINATED = 143;

    private final Ports ports = Ports.free();

    @TempDir
    Path folder;

    @Test
    void saysWhereItIsAndEndsOnTermWithinThreeSeconds() {
        try (Hbd hbd = Hbd.ready(folder, ports)) {
            assertThat(hbd.output())
                    .contains("http://127.0.0.1:" + ports.http() + "/")
                    .contains("UDP " + ports.udp())
                    .contains(folder.resolve("data").toString())
                    .doesNotContain("SEVERE", "WARNING", "Exception");
            assertThat(hbd.get("/health/ready").statusCode()).isEqualTo(200);
            // What the connector refuses by itself never comes to a filter of ours.
            for (String line : List.of("GET /%zz HTTP/1.1", "GET / HTTP/9.9", "TRACE / HTTP/1.1", "nonsense")) {
                assertThat(raw(line)).as(line).doesNotContainIgnoringCase("payara", "glassfish", "grizzly");
            }
            assertThat(hbd.terminate(Duration.ofSeconds(3))).isEqualTo(TERMINATED);
        }
    }

    private String raw(String line) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.http())) {
            String request = line + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesAWrongConfigurationWithFileKeyAndLine() {
        try (Hbd hbd = Hbd.start(folder, ports, "intervall: 5")) {
            assertThat(hbd.exitCode()).isEqualTo(1);
            assertThat(hbd.output()).contains("hb.yaml:6: intervall: unknown key");
        }
    }

    @Test
    void refusesATakenUdpPort() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(ports.udp());
                Hbd hbd = Hbd.start(folder, ports)) {
            assertThat(hbd.exitCode()).isEqualTo(1);
            assertThat(hbd.output()).contains("hb_port").contains(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void refusesATakenHttpPort() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.http()));
            try (Hbd hbd = Hbd.start(folder, ports)) {
                assertThat(hbd.exitCode()).isEqualTo(1);
                assertThat(hbd.output()).contains("hbd_port").contains(Integer.toString(ports.http()));
            }
        }
    }

    @Test
    void refusesADatabaseThatIsNotThere() {
        try (Hbd hbd = Hbd.start(folder, ports, "db_url: jdbc:postgresql://127.0.0.1:1/heartbeat")) {
            assertThat(hbd.exitCode()).isEqualTo(1);
            assertThat(hbd.output()).contains("hbd: ").contains("127.0.0.1:1");
        }
    }

    @Test
    void refusesADataFolderThatCannotBeMade() throws IOException {
        Files.writeString(folder.resolve("data"), "a file");
        try (Hbd hbd = Hbd.start(folder, ports)) {
            assertThat(hbd.exitCode()).isEqualTo(1);
            assertThat(hbd.output()).contains("data_dir");
        }
    }
}
