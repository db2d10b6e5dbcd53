package io.heartbeat.notify.channel;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on loopback that keeps what it is sent, and answers as the test wants: also not at all. */
final class Recorder implements AutoCloseable {
    /** What came. */
    record Request(String path, Headers headers, String body) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile String answer = "ok";
    private volatile String retryAfter;
    private volatile boolean hangs;
    private volatile boolean drips;

    Recorder() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
            if (hangs) {
                await();
            }
            if (status == 0) {
                exchange.close();
                return;
            }
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, drips ? 1_000_000 : bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            if (drips) {
                await();
            }
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Recorder answers(int code, String text) {
        status = code;
        answer = text;
        return this;
    }

    Recorder retryAfter(String value) {
        retryAfter = value;
        return this;
    }

    /** Takes the request and says nothing. */
    Recorder hangs() {
        hangs = true;
        return this;
    }

    /** Begins an answer and never ends it. */
    Recorder drips() {
        drips = true;
        return this;
    }

    /** Takes the request and closes the connection. */
    Recorder closes() {
        return answers(0, "");
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    Request only() {
        return requests.get(requests.size() - 1);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
