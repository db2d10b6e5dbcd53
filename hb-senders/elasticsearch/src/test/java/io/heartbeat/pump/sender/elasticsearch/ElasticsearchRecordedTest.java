package io.heartbeat.pump.sender.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.RetryAfterException;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no real server does when it is asked: versions that cannot be had, and faults. */
class ElasticsearchRecordedTest {
    private static final String ID = "\"_id\":\"[A-Za-z0-9_-]{22}\"";

    /** What an answer is: a status and a body, which never ends when it is null. */
    private record Answer(int status, String body) {}

    @TempDir
    Path directory;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        version("7.10.2");
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void version(String number) {
        answers.put("GET /es/", new Answer(200, "{\"version\":{\"number\":\"" + number + "\"}}"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(line + (body.isEmpty() ? "" : " " + body));
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        Answer answer = answers.getOrDefault(line, new Answer(line.startsWith("HEAD") ? 404 : 200, "{}"));
        headers.forEach(exchange.getResponseHeaders()::set);
        if (answer.body == null) {
            exchange.sendResponseHeaders(answer.status, 0);
            byte[] part = new byte[1 << 16];
            while (!Thread.interrupted()) {
                exchange.getResponseBody().write(part);
            }
        }
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, line.startsWith("HEAD") ? -1 : bytes.length);
        if (!line.startsWith("HEAD")) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Sender open() throws Exception {
        return SenderContract.plan(
                        new ElasticsearchSenderFactory(),
                        "elasticsearch_url: http://logs:s3cr3t@127.0.0.1:"
                                + server.getAddress().getPort() + "/es/\nelasticsearch_index_days_max: 0")
                .open(new SenderContext(
                        "r", "s", directory, new SteppedTime(Instant.EPOCH), Runnable::run, Metrics.NONE));
    }

    private static Batch batch(int items) {
        Batch batch = new Batch();
        for (int i = 0; i < items; i++) {
            byte[] json = ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8);
            batch.add(json, 0, json.length, "cursor" + i, 0);
        }
        return batch;
    }

    @Test
    void elasticsearch6And5GetTypes() throws Exception {
        version("6.8.23");
        answers.put("POST /es/_bulk", new Answer(200, "{\"items\":[{\"create\":{\"status\":201}}]}"));
        try (Sender sender = open()) {
            sender.send(batch(1));
        }
        assertThat(requests.subList(0, 4))
                .containsExactly(
                        "GET /es/",
                        "HEAD /es/_template/journalpump",
                        "PUT /es/_template/journalpump {\"index_patterns\":[\"journalpump-*\"],\"mappings\":"
                                + "{\"journal_msg\":{\"properties\":{\"timestamp\":{\"type\":\"date\"}}}}}",
                        "PUT /es/journalpump-1970-01-01 {}");
        assertThat(requests.get(4))
                .matches("POST /es/_bulk \\{\"create\":\\{\"_index\":\"journalpump-1970-01-01\","
                        + "\"_type\":\"journal_msg\"," + ID + "}}\n\\{\"n\":0}\n");
        assertThat(authorizations).containsOnly("Basic bG9nczpzM2NyM3Q=");

        requests.clear();
        version("5.6.16");
        open().close();
        assertThat(requests.get(2)).contains("{\"template\":\"journalpump-*\",\"mappings\":{\"journal_msg\":");
    }

    @Test
    void elasticsearch8GetsNoTypesAndATemplateOfTheNewKind() throws Exception {
        version("8.15.0");
        answers.put("POST /es/_bulk", new Answer(200, "{\"items\":[{\"create\":{\"status\":201}}]}"));
        try (Sender sender = open()) {
            sender.send(batch(1));
        }
        assertThat(requests.get(2))
                .isEqualTo("PUT /es/_index_template/journalpump {\"index_patterns\":[\"journalpump-*\"],"
                        + "\"template\":{\"mappings\":{\"properties\":{\"timestamp\":{\"type\":\"date\"}}}}}");
        assertThat(requests.get(4)).doesNotContain("_type");
    }

    @Test
    void eachItemsStatusDecides() throws Exception {
        answers.put(
                "POST /es/_bulk",
                new Answer(
                        200,
                        "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":409}},"
                                + item(429, "es_rejected_execution_exception") + "," + item(503, "x") + ","
                                + item(403, "cluster_block_exception") + "," + item(400, "mapper_parsing_exception")
                                + "]}"));
        Batch batch = batch(6);
        try (Sender sender = open()) {
            sender.send(batch);
        }
        assertThat(batch.pending()).isEqualTo(3);
        assertThat(batch.next(0)).isEqualTo(2);
        assertThat(batch.isPoison(5)).isTrue();
        assertThat(batch.reason(5)).isEqualTo("HTTP 400: mapper_parsing_exception: because");
        assertThat(batch.takeTrouble()).isEqualTo("HTTP 429: es_rejected_execution_exception: because");
    }

    private static String item(int status, String type) {
        return "{\"create\":{\"status\":" + status + ",\"error\":{\"type\":\"" + type + "\",\"reason\":\"because\"}}}";
    }

    @Test
    void answersThatDoNotFitAcknowledgeNothing() throws Exception {
        Batch batch = batch(2);
        try (Sender sender = open()) {
            for (String answer : List.of(
                    "", "[]", "{}", "no json", "{\"items\":[{\"create\":{\"status\":201}}]}", "{\"items\":[1,2]}")) {
                answers.put("POST /es/_bulk", new Answer(200, answer));
                assertThatThrownBy(() -> sender.send(batch)).as(answer).isInstanceOf(IOException.class);
            }
            answers.put("POST /es/_bulk", new Answer(200, null));
            assertThatThrownBy(() -> sender.send(batch)).hasMessageContaining("the answer is longer than");
        }
        assertThat(batch.pending()).isEqualTo(2);
    }

    @Test
    void serverThatIsBusyIsAskedLater() throws Exception {
        Batch batch = batch(2);
        try (Sender sender = open()) {
            answers.put("POST /es/_bulk", new Answer(503, "{\"error\":\"no master\"}"));
            headers.put("Retry-After", "5");
            assertThatThrownBy(() -> sender.send(batch))
                    .hasMessageContaining("HTTP 503: {\"error\":\"no master\"}")
                    .isInstanceOfSatisfying(RetryAfterException.class, asked -> assertThat(asked.delay())
                            .isEqualTo(Duration.ofSeconds(5)));
        }
        assertThat(batch.pending()).isEqualTo(2);
    }

    @Test
    void whatIsNoSearchServerIsSaidAtTheStart() {
        answers.put("GET /es/", new Answer(200, "<html>"));
        assertThatThrownBy(this::open).hasMessageContaining("is neither Elasticsearch nor OpenSearch");
        answers.put("GET /es/", new Answer(200, "{\"version\":\"nginx\"}"));
        assertThatThrownBy(this::open).hasMessageContaining("is neither Elasticsearch nor OpenSearch");
        answers.put("GET /es/", new Answer(401, "who are you"));
        assertThatThrownBy(this::open)
                .hasMessageContaining("HTTP 401: user and password of the URL are not accepted")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void whoMayOnlyWriteWrites() throws Exception {
        Answer forbidden = new Answer(403, "{\"error\":\"no\"}");
        answers.put("GET /es/", forbidden);
        answers.put("HEAD /es/_index_template/journalpump", forbidden);
        answers.put("PUT /es/journalpump-1970-01-01", forbidden);
        answers.put("POST /es/_bulk", new Answer(200, "{\"items\":[{\"create\":{\"status\":201}}]}"));
        Batch batch = batch(1);
        try (Sender sender = open()) {
            sender.send(batch);
        }
        assertThat(batch.pending()).isZero();
    }
}
