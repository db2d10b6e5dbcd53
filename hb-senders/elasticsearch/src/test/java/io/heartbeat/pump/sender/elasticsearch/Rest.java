package io.heartbeat.pump.sender.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * A test's own way to a server.
 *
 * @param url of the server
 * @param composable whether its templates are of the new kind
 */
public record Rest(String url, boolean composable) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** What a server answers, whatever the status. */
    public JsonNode call(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        String answer =
                CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(answer);
    }

    JsonNode template(String name) throws Exception {
        return call("GET", templatePath(name), "");
    }

    /** Gives a template another type of {@code timestamp}. */
    void keepTemplate(String name, String type) throws Exception {
        String mappings = "\"mappings\":{\"properties\":{\"timestamp\":{\"type\":\"" + type + "\"}}}";
        String inside = composable ? "\"template\":{" + mappings + "}" : mappings;
        call("PUT", templatePath(name), "{\"index_patterns\":[\"" + name + "-*\"]," + inside + "}");
    }

    private String templatePath(String name) {
        return (composable ? "/_index_template/" : "/_template/") + name;
    }
}
