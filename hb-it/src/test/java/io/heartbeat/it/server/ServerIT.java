package io.heartbeat.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heartbeat.host.HostStates;
import jakarta.inject.Inject;
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
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The deployed application, from inside and through its sockets. */
@ExtendWith(ArquillianExtension.class)
class ServerIT {
    @Inject
    HostStates states;

    @Deployment
    static Archive<?> application() {
        return Archives.with(ServerIT.class);
    }

    @Test
    void beansOfTheEjbJarAreInjected() {
        assertThat(states.all()).isNotNull();
    }

    @Test
    @RunAsClient
    void apiAnswers() throws IOException, InterruptedException {
        URI hosts = URI.create("http://127.0.0.1:" + System.getProperty("it.http.port") + "/api/0/hosts");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(hosts).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    @RunAsClient
    void reportsAreStoredAndAnswered() throws IOException {
        datagram("{\"ID\":\"HTB\",\"name\":\"reporter\",\"interval\":3600,\"rtt\":1.5}");
        datagram("{\"ID\":\"PLG\",\"name\":\"reporter\",\"plugin\":\"cpu_monitor\",\"cpu_percent\":45.20}");
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(get("/metrics"))
                .containsPattern("\nhbd_metrics_written_total [1-9]")
                .doesNotContain("hbd_metrics_failures_total"));
        assertThat(get("/api/0/hosts/reporter/plugins/cpu_monitor?limit=1000"))
                .contains("\"data\":{\"cpu_percent\":45.20}");
        assertThat(get("/api/0/hosts/reporter/metrics?path=cpu_monitor.cpu_percent&path=rtt&path=up"))
                .contains("45.2", "1.5", "\"step\":60");
        assertThat(get("/api/0/hosts/reporter/metrics")).contains("\"cpu_monitor.cpu_percent\",\"rtt\",\"up\"");
        assertThat(get("/api/0/hosts/reporter/uptime")).contains("\"24h\":{\"percent\":100");
    }

    @Test
    @RunAsClient
    void theAgentInOneFileIsGivenAway() {
        assertThat(get("/agent/HbcMini.java")).contains("public final class HbcMini {");
    }

    private static void datagram(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            int port = Integer.getInteger("it.udp.port");
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    private static String get(String path) {
        URI address = URI.create("http://127.0.0.1:" + System.getProperty("it.http.port") + path);
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
