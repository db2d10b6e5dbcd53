package io.heartbeat.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.access.AccessSettings;
import io.heartbeat.access.Passwords;
import io.heartbeat.access.User;
import io.heartbeat.settings.SettingsReloaded;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API, health, metrics and login through the server's own port; users come by a reload of the configuration, and go. */
@ExtendWith(ArquillianExtension.class)
class AccessIT {
    private static final AccessSettings NOBODY = new AccessSettings(Map.of(), Optional.empty(), Map.of(), false);

    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    Event<SettingsReloaded<AccessSettings>> reload;

    @Inject
    HttpServletRequest runner;

    @Deployment
    static Archive<?> application() {
        return Archives.with(AccessIT.class);
    }

    @AfterEach
    void openAgain() {
        reload.fire(new SettingsReloaded<>(NOBODY));
    }

    @Test
    void errorsAreProblemsWhereverTheyAreMade() throws IOException, InterruptedException {
        problem(get("/api/0/hosts/no-such-host"), 404, "unknown-host");
        problem(get("/api/0/nothing"), 404, "not-found");
        problem(get("/api/nothing"), 404, "not-found");
        problem(get("/api/0/hosts/x/plugins/y?limit=0"), 400, "invalid-parameter");
        problem(send(request("/api/0/journal/stats").DELETE()), 405, "method-not-allowed");
        HttpRequest.Builder text = request("/api/0/auth/login").POST(HttpRequest.BodyPublishers.ofString("x"));
        problem(send(text.header("Content-Type", "text/plain")), 415, "unsupported-media-type");
    }

    @Test
    void nothingTellsOfTheServersProduct() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/api/0/hosts");
        assertThat(answer.headers().firstValue("Server").orElse("")).doesNotContainIgnoringCase("payara", "wildfly");
        assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-inline");
    }

    @Test
    void machinesAreAnsweredWithoutALogin() throws IOException, InterruptedException {
        users();
        for (String path : List.of("/health", "/health/live", "/health/ready", "/health/started")) {
            HttpResponse<String> health = get(path);
            assertThat(health.statusCode()).as(path).isEqualTo(200);
            assertThat(health.body()).contains("\"status\":\"UP\"");
        }
        assertThat(get("/health/ready").body())
                .contains("\"socket\":\"up\"", "\"database\":\"up\"", "\"journal\":\"up\"");
        assertThat(get("/metrics").body())
                .contains("# TYPE hbd_heartbeats_received_total counter\n")
                .contains("\nhbd_datagrams_rejected_total{reason=\"bad_json\"} ");
        assertThat(get("/api/0/openapi.json").body()).contains("\"openapi\"");
        assertThat(get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    void withUsersNothingElseIs() throws IOException, InterruptedException {
        users();
        for (String path : List.of("/api/0/hosts", "/api/0/auth/me", "/api/0/journal/stats", "/live", "/nothing")) {
            problem(get(path), 401, "not-logged-in");
        }
        assertThat(get("/ws/live").statusCode()).isEqualTo(401);
        HttpResponse<String> page = send(request("/live").header("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location")).hasValue("/login?next=%2Flive");
    }

    @Test
    void aTokenOpensAndClosesTheDoor() throws IOException, InterruptedException {
        users();
        problem(login("ada", "wrong"), 401, "wrong-credentials");
        String token = token(login("ada", "right").body());
        HttpResponse<String> me = send(request("/api/0/auth/me").header("Authorization", "Bearer " + token));
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains("\"name\":\"ada\"", "\"admin\":true");
        String cookie = "hb_session=" + token;
        assertThat(send(request("/api/0/hosts").header("Cookie", cookie)).statusCode())
                .isEqualTo(200);
        HttpRequest.Builder logout = request("/api/0/auth/logout").POST(HttpRequest.BodyPublishers.noBody());
        problem(send(logout.header("Cookie", cookie).header("Origin", "https://evil.example")), 403, "cross-site");
        HttpRequest.Builder own = request("/api/0/auth/logout").POST(HttpRequest.BodyPublishers.noBody());
        assertThat(send(own.header("Cookie", cookie)).statusCode()).isEqualTo(204);
        problem(send(request("/api/0/hosts").header("Cookie", cookie)), 401, "not-logged-in");
    }

    @Test
    void guessingIsSlowedDown() throws IOException, InterruptedException {
        users();
        for (int i = 0; i < 3; i++) {
            problem(login("bob", "wrong"), 401, "wrong-credentials");
        }
        HttpResponse<String> slow = login("bob", "wrong");
        problem(slow, 429, "too-many-requests");
        assertThat(slow.headers().firstValueAsLong("Retry-After")).isPresent();
    }

    @Test
    void usersOfTheConsoleSeeTheirHostsOnlyAndReadingTokensRead() throws IOException, InterruptedException {
        users();
        String chief = token(login("ada", "right").body());
        created(chief, "/api/0/users", "{\"name\":\"eve\",\"password\":\"correct horse\"}");
        String eve = token(login("eve", "correct horse").body());
        try {
            problem(send(as(eve, "/api/0/users")), 403, "role-missing");
            assertThat(send(as(eve, "/api/0/hosts")).body()).isEqualTo("{\"hosts\":[]}");

            HttpResponse<String> made =
                    created(eve, "/api/0/account/tokens", "{\"label\":\"dashboard\",\"scope\":\"read\"}");
            String reading = token(made.body());
            assertThat(send(as(reading, "/api/0/account/tokens")).body()).contains("\"label\":\"dashboard\"");
            problem(post(reading, "/api/0/account/tokens", "{\"label\":\"more\"}"), 403, "role-missing");

            String elsewhere = token(login("eve", "correct horse").body());
            assertThat(send(as(elsewhere, "/api/0/account/tokens")).body().split("\"current\":true"))
                    .as("one of three asks")
                    .hasSize(2);
            problem(send(as(reading, "/api/0/account/logins").DELETE()), 403, "role-missing");
            assertThat(send(as(eve, "/api/0/account/logins").DELETE()).body()).isEqualTo("{\"ended\":1}");
            problem(send(as(elsewhere, "/api/0/hosts")), 401, "not-logged-in");
            assertThat(send(as(reading, "/api/0/hosts")).statusCode()).isEqualTo(200);
            assertThat(send(as(eve, "/api/0/account/tokens")).body()).contains("\"current\":true", "dashboard");

            assertThat(send(as(chief, "/api/0/audit?user=ada&limit=2")).body())
                    .contains("\"action\":\"user.create\"", "\"subject\":\"eve\"");
            problem(send(as(chief, "/api/0/users/ada").DELETE()), 409, "read-only");
        } finally {
            // A user who stayed would close the door to all other tests.
            assertThat(send(as(chief, "/api/0/users/eve").DELETE()).statusCode())
                    .isEqualTo(204);
        }
        problem(send(as(eve, "/api/0/hosts")), 401, "not-logged-in");
    }

    private HttpRequest.Builder as(String token, String path) {
        HttpRequest.Builder request = request(path);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> post(String token, String path, String body) throws IOException, InterruptedException {
        return send(as(token, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> created(String token, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = post(token, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private void users() {
        User ada = new User("ada", "Ada", Optional.empty(), Optional.of(Passwords.store("right")), true, List.of());
        reload.fire(
                new SettingsReloaded<>(new AccessSettings(Map.of("ada", ada), Optional.of("ada"), Map.of(), false)));
    }

    private HttpResponse<String> login(String name, String password) throws IOException, InterruptedException {
        String body = "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}";
        return send(request("/api/0/auth/login")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String token(String body) {
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(body);
        assertThat(token.find()).as(body).isTrue();
        return token.group(1);
    }

    private static void problem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.uri().getPath()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"urn:heartbeat:problem:" + type + "\"");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + runner.getServerPort() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
