package io.heartbeat.bench.console;

import io.heartbeat.bench.receiver.HbdServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of {@code /users} on a server with very many of them, asked for by GET. */
final class UserPages {
    static final String PASSWORD = "bench";

    /** {@code hashlib.pbkdf2_hmac("sha256", b"bench", b"salt", 1000).hex()} */
    private static final String HASH =
            "pbkdf2:sha256:1000$salt$87c1c80986f60f20db53a8110f7e0f567037d99b78438b8d1b38077363db91e0";

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final HbdServer server;

    UserPages(HbdServer server) {
        this.server = server;
    }

    /** Lines of a configuration with an administrator and so many users. */
    static String settings(int users) {
        StringBuilder lines = new StringBuilder("users:\n  boss: {admin: true, password: \"" + HASH + "\"}\n");
        for (int i = 1; i < users; i++) {
            lines.append("  user-").append(i).append(": {full_name: Person ").append(i);
            lines.append(", password: \"").append(HASH).append("\"}\n");
        }
        return lines.toString();
    }

    /** Milliseconds of each look at a page, the first ones left out; empty when this server has no such page. */
    List<Double> measure(int looks) throws IOException, InterruptedException {
        String token = login();
        List<Double> millis = new ArrayList<>();
        for (int i = -looks / 4; i < looks; i++) {
            long begin = System.nanoTime();
            HttpResponse<String> page = http.send(
                    request("/users")
                            .header("Authorization", "Bearer " + token)
                            .header("Accept", "text/html")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (page.statusCode() != 200) {
                return List.of();
            }
            if (i >= 0) {
                millis.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return millis;
    }

    private String login() throws IOException, InterruptedException {
        HttpRequest request = request("/api/0/auth/login")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"boss\",\"password\":\"" + PASSWORD + "\"}"))
                .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Matcher token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new IOException("no login: " + answer);
        }
        return token.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path));
    }
}
