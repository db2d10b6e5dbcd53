package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DNS follows a host that moves, through a name server that is away and a server that is killed meanwhile. */
class DnsIT {
    private static final String NAME = "moving.dyn.example.org";

    private final Ports ports = Ports.free();
    private final int dns = Ports.one();

    @TempDir
    Path folder;

    @Test
    void bindFollowsAHost() throws IOException, InterruptedException {
        List<String> configuration = new ArrayList<>(Named.configuration(folder, dns));
        configuration.add("dns_addresses: [loopback]");
        String[] lines = configuration.toArray(String[]::new);
        try (Hbd hbd = Hbd.ready(folder, ports, lines)) {
            try (Named named = Named.start(folder, dns)) {
                beat("127.0.0.1");
                awaitAddress("127.0.0.1");
                beat("127.0.0.2");
                awaitAddress("127.0.0.2");
                named.kill();
            }
            beat("127.0.0.3");
            // Long enough for H2, which writes to the disk within a second.
            await().atMost(Program.PATIENCE)
                    .during(Duration.ofSeconds(5))
                    .until(
                            () -> hbd.get("/api/0/hosts/moving/dns").body(),
                            body -> body.contains("\"result\":\"retry\""));
            hbd.kill();
        }
        try (Hbd hbd = Hbd.ready(folder, ports, lines);
                Named named = Named.start(folder, dns)) {
            assertThat(again(hbd).statusCode()).isEqualTo(202);
            awaitAddress("127.0.0.3");
            await().atMost(Program.PATIENCE)
                    .until(
                            () -> hbd.get("/api/0/hosts/moving/dns").body(),
                            body -> body.contains(
                                    "\"old\":\"127.0.0.2\",\"new\":\"127.0.0.3\",\"provider\":\"rfc2136\",\"result\":\"done\""));
            assertThat(hbd.get("/metrics").body()).contains("hbd_dns_waiting 0");
            assertThat(named.output()).contains("updating zone 'dyn.example.org/IN'");
        }
    }

    private void awaitAddress(String address) {
        await().atMost(Program.PATIENCE).until(() -> Named.ask(dns, NAME), answer -> answer.equals(List.of(address)));
    }

    private static HttpResponse<String> again(Hbd hbd) throws IOException, InterruptedException {
        URI uri = hbd.uri("/api/0/hosts/moving/dns");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** A heartbeat with a long interval, from this address of this machine. */
    private void beat(String from) {
        byte[] bytes = "{\"ID\":\"HTB\",\"name\":\"moving\",\"interval\":3600}".getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("127.0.0.1"), ports.udp()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
