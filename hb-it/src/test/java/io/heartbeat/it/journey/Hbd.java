package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server in a folder of its own, run by {@code bin/hbd}. */
final class Hbd extends Program {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ports ports;

    private Hbd(Path folder, Ports ports, Path configuration) {
        super(folder, "hbd", List.of(inCheckout("bin/hbd"), "-c", configuration.toString()));
        this.ports = ports;
    }

    /** Starts it with these lines of YAML besides ports and folders; does not wait. */
    static Hbd start(Path folder, Ports ports, String... lines) {
        return new Hbd(folder, ports, configuration(folder, ports, lines));
    }

    /** As {@link #start}, and waits until it says that it is ready. */
    static Hbd ready(Path folder, Ports ports, String... lines) {
        Hbd hbd = start(folder, ports, lines);
        try {
            hbd.awaitOutput("hbd is ready");
        } catch (RuntimeException | Error e) {
            hbd.close();
            throw e;
        }
        return hbd;
    }

    private static Path configuration(Path folder, Ports ports, String... lines) {
        String text =
                """
                hb_port: %d
                hbd_port: %d
                hbd_host: %s
                ws_port: %d
                data_dir: data
                """
                                .formatted(ports.udp(), ports.http(), ports.host(), ports.ws())
                        + String.join("\n", lines) + "\n";
        try {
            return Files.writeString(folder.resolve("hb.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An address of its pages and its API. */
    URI uri(String path) {
        return URI.create("http://" + ports.host() + ":" + ports.http() + path);
    }

    HttpResponse<String> get(String path) {
        return exchange(HttpRequest.newBuilder(uri(path)));
    }

    /** What the API answers, which must be well. */
    JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> post(String path, String json) {
        return exchange(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofMinutes(2)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One host as the API tells it; a missing node while it is unknown. */
    JsonNode host(String name) {
        for (JsonNode host : json("/api/0/hosts").path("hosts")) {
            if (host.path("name").asText().equals(name)) {
                return host;
            }
        }
        return JSON.missingNode();
    }

    /** Waits until the API tells this state of a host. */
    JsonNode awaitState(String name, String state) {
        return await().atMost(PATIENCE)
                .until(() -> host(name), host -> host.path("state").asText().equals(state));
    }

    /** Waits until a host has so many active alerts. */
    void awaitAlerts(String host, int count) {
        await().atMost(PATIENCE)
                .until(() -> JSON.readTree(get("/api/0/alerts?host=" + host).body())
                                .path("alerts")
                                .size()
                        == count);
    }

    /** Sends the report of a plugin with these members. */
    void report(String host, String plugin, String members) {
        send("{\"ID\":\"PLG\",\"name\":\"" + host + "\",\"plugin\":\"" + plugin + "\"," + members + "}");
    }

    /** Waits until the answer at a path has this text, and all reports that came are in the database. */
    void awaitStored(String path, String text) {
        await().atMost(PATIENCE).until(() -> get(path).body().contains(text));
        await().atMost(PATIENCE)
                .until(() -> metric("hbd_metrics_written_total") + metric("hbd_metrics_thinned_total")
                        >= metric("hbd_plugin_reports_received_total"));
    }

    private double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    /** Sends one datagram to its UDP port. */
    void send(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), ports.udp()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
