package io.heartbeat.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/**
 * Somebody who asks the server under test, with a token or without.
 *
 * @param token null for nobody
 */
record Caller(int port, String token) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Asks with an empty JSON object where the method has a body. */
    HttpResponse<String> ask(String method, String path, Map<String, String> headers) {
        boolean bodied = List.of("POST", "PUT", "DELETE").contains(method);
        return ask(method, path, bodied ? "{}" : null, headers);
    }

    HttpResponse<String> ask(String method, String path, String json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Cookie", "hb_session=" + token);
        }
        headers.forEach(request::setHeader);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return ask("GET", path, null, Map.of());
    }
}
