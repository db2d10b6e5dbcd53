package io.heartbeat.it.journey;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An incoming webhook of Mattermost's kind, which outlives the servers that are killed and remembers what was posted. */
final class Posts implements AutoCloseable {
    private static final String HOOK = "/hooks/incident";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> texts = new CopyOnWriteArrayList<>();

    Posts() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(HOOK, this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        texts.add(JSON.readTree(exchange.getRequestBody()).path("text").asText());
        byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, ok.length);
        exchange.getResponseBody().write(ok);
        exchange.close();
    }

    /** The lines of a configuration that has news posted here. */
    List<String> configuration() {
        return List.of(
                "mattermost_url: http://127.0.0.1:" + server.getAddress().getPort() + HOOK,
                "mattermost_per_minute: 6000");
    }

    /** Every text that was posted, as often as it was. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
