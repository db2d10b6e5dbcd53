package io.heartbeat.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.FakeServer;
import io.heartbeat.agent.Report;
import io.heartbeat.agent.TestSettings;
import io.heartbeat.agent.TestTime;
import io.heartbeat.agent.link.Link;
import io.heartbeat.agent.link.Presence;
import io.heartbeat.agent.link.Surroundings;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostmanTest {
    private final TestTime time = new TestTime();
    private final Counters counters = new Counters();
    private FakeServer server;
    private Link link;
    private Postman postman;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
        AgentSettings settings = TestSettings.plain();
        link = Link.lasting(
                settings, server.address(), new Surroundings(time, counters, InetAddress::getAllByName, Runnable::run));
        postman = new Postman(settings, counters, List.of(link));
        link.turn();
        server.acknowledge(server.receive());
        await().atMost(ONE_MINUTE).until(() -> {
            link.turn();
            return link.presence() == Presence.HERE;
        });
    }

    @AfterEach
    void end() throws Exception {
        link.close();
        server.close();
    }

    private JsonNode deliver(String plugin, Map<String, Object> metrics) throws Exception {
        postman.deliver(new Report(plugin, TestTime.START.plusMillis(250), metrics, false));
        link.turn();
        return server.poll();
    }

    @Test
    void reportCarriesTheTimeWhenItWasMade() throws Exception {
        Map<String, Object> metrics = new TreeMap<>(Map.of("cpu_percent", 45.2, "time", "a plugin's own"));
        postman.deliver(new Report("cpu_monitor", TestTime.START.plusMillis(250), metrics, false));
        link.turn();

        assertThat(new String(server.receiveBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"ID\":\"PLG\",\"name\":\"web1\",\"plugin\":\"cpu_monitor\",\"time\":"
                        + TestTime.START.getEpochSecond() + ".250,\"cpu_percent\":45.2}");
    }

    @Test
    void reportThatCannotTravelIsRefusedAndCounted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deliver("chatty", Map.of("text", "x".repeat(70_000))))
                .withMessageContaining("at most 65536");
        assertThatIllegalArgumentException().isThrownBy(() -> deliver("bad\nname", Map.of("a", 1)));
        assertThat(counters.of(Counter.REPORTS_UNSENDABLE)).isEqualTo(2);
    }

    @Test
    void longErrorIsCut() throws Exception {
        assertThat(deliver("failing", Map.of("error", "x".repeat(5000)))
                        .get("error")
                        .asText())
                .hasSize(1001)
                .endsWith("…");
    }
}
