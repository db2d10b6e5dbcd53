package io.heartbeat.bench.journal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes what senders post by HTTP, as OpenSearch, an OTLP collector and Logplex would answer, and keeps nothing. */
final class HttpSink implements AutoCloseable {
    private static final String VERSION = "{\"version\":{\"number\":\"2.19.1\",\"distribution\":\"opensearch\"}}";
    private static final String TAKEN = "{\"create\":{\"status\":201}}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    HttpSink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        byte[] answer = text(path, body).getBytes(StandardCharsets.US_ASCII);
        boolean empty = answer.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, empty ? -1 : answer.length);
        if (!empty) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private static String text(String path, byte[] body) {
        return switch (path) {
            case "/" -> VERSION;
            case "/v1/logs", "/logplex" -> "";
            case "/_bulk" -> bulk(body);
            default -> "{}";
        };
    }

    /** One item for each two lines: an action and its document. */
    private static String bulk(byte[] body) {
        int lines = 0;
        for (byte b : body) {
            lines += b == '\n' ? 1 : 0;
        }
        int items = lines / 2;
        return "{\"errors\":false,\"items\":[" + (TAKEN + ",").repeat(Math.max(0, items - 1)) + (items > 0 ? TAKEN : "")
                + "]}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
