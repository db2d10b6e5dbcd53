package io.heartbeat.pump.sender.recorded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** An endpoint that keeps every request, and answers what it was told to; for the tests of several senders. Thread-safe. */
public final class Recorder implements AutoCloseable {
    /** A request; its body unpacked. */
    public record Request(String method, String path, Map<String, List<String>> headers, byte[] body) {
        public String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : values.get(0);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** An answer; headers as name, value, name, value. */
    public record Answer(int status, byte[] body, String... headers) {
        public static Answer of(int status, String body, String... headers) {
            return new Answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
        }
    }

    public final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Deque<Function<Request, Answer>> answers = new ArrayDeque<>();
    private final Function<Request, Answer> usual;
    private final HttpServer server;

    /** @param usual what it answers when nothing else was said */
    public Recorder(Function<Request, Answer> usual) throws IOException {
        this.usual = usual;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The next request gets this. */
    public synchronized void next(Function<Request, Answer> answer) {
        answers.add(answer);
    }

    public void next(Answer answer) {
        next(request -> answer);
    }

    private synchronized Function<Request, Answer> take() {
        return answers.isEmpty() ? usual : answers.poll();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders(),
                packed ? unpacked(body) : body);
        requests.add(request);
        Answer answer = take().apply(request);
        for (int i = 0; i < answer.headers.length; i += 2) {
            exchange.getResponseHeaders().set(answer.headers[i], answer.headers[i + 1]);
        }
        exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
        exchange.getResponseBody().write(answer.body);
        exchange.close();
    }

    private static byte[] unpacked(byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
