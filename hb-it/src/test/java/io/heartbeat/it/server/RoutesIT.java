package io.heartbeat.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.access.AccessSettings;
import io.heartbeat.access.HostAccess;
import io.heartbeat.access.Scope;
import io.heartbeat.access.Tokens;
import io.heartbeat.access.User;
import io.heartbeat.ingest.IngestSettings;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.setup.WebSettings;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every route × every role × a host one has it on and one has not. The routes are those of the published document, which a test
 * beside it holds equal to the code, and those of the server's own registry; so a new one cannot be forgotten here.
 */
@ExtendWith(ArquillianExtension.class)
class RoutesIT {
    private static final String MINE = "walked-mine";
    private static final String HIDDEN = "walked-hidden";
    private static final String ABSENT = "walked-absent";
    private static final List<String> ROLES = List.of("outsider", "monitor", "manager", "owner");
    private static final Set<String> MUTATING = Set.of("POST", "PUT", "DELETE", "PATCH");

    /** What answers without a login, on purpose. */
    private static final Set<String> OPEN = Set.of(
            "POST /api/0/auth/login",
            "GET /api/0/openapi.json",
            "GET /api/0/status/{page}",
            "GET /api/0/status/{page}/badge.svg",
            "GET /api/0/hosts/{host}/badge.svg");

    private static final Set<String> OPEN_PAGES = Set.of("/login", "/metrics", "/status", "/sso", "/agent");

    @Inject
    Event<SettingsReloaded<AccessSettings>> reload;

    @Inject
    Tokens tokens;

    @Inject
    IngestSettings ingest;

    @Inject
    WebSettings web;

    @Inject
    HttpServletRequest runner;

    private final Map<String, Caller> callers = new LinkedHashMap<>();
    private Caller nobody;
    private Caller admin;

    @Deployment
    static Archive<?> application() {
        return Archives.with(RoutesIT.class, Caller.class, Frames.class);
    }

    private record Route(String method, String path) {
        boolean mutating() {
            return MUTATING.contains(method);
        }

        boolean ofHost() {
            return path.contains("{host}");
        }

        /** With a host in its place, and things that are not there in the others. */
        String at(String host) {
            return path.replace("{host}", host)
                    .replace("{user}", "walked-nobody")
                    .replaceAll("\\{[a-z]+}", "999999999");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void people() throws IOException {
        Map<String, User> users = new LinkedHashMap<>();
        Stream.concat(Stream.of("admin"), ROLES.stream())
                .forEach(name -> users.put(
                        name,
                        new User(name, name, Optional.empty(), Optional.empty(), name.equals("admin"), List.of())));
        HostAccess mine = new HostAccess(Optional.of("owner"), List.of("manager"), List.of("monitor"));
        reload.fire(new SettingsReloaded<>(new AccessSettings(users, Optional.of("admin"), Map.of(MINE, mine), false)));
        int port = runner.getServerPort();
        nobody = new Caller(port, null);
        admin = new Caller(port, tokens.issue("admin").secret());
        ROLES.forEach(
                role -> callers.put(role, new Caller(port, tokens.issue(role).secret())));
        try (Frames frames = new Frames(live(port), admin.token())) {
            beat(MINE, "first");
            beat(HIDDEN, "first");
            frames.await(MINE);
            frames.await(HIDDEN);
        }
    }

    @AfterEach
    void openAgain() {
        admin.ask("DELETE", "/api/0/hosts/" + MINE, null, Map.of());
        admin.ask("DELETE", "/api/0/hosts/" + HIDDEN, null, Map.of());
        Stream.concat(Stream.of("admin"), ROLES.stream()).forEach(tokens::revokeAll);
        reload.fire(new SettingsReloaded<>(new AccessSettings(Map.of(), Optional.empty(), Map.of(), false)));
    }

    @Test
    void withoutALoginNothingAnswersButWhatIsOpenOnPurpose() {
        for (Route route : documented()) {
            if (!OPEN.contains(route.toString())) {
                HttpResponse<String> answer = nobody.ask(route.method(), route.at(MINE), Map.of());
                assertThat(answer.statusCode()).as(route.toString()).isEqualTo(401);
                assertThat(answer.body()).as(route.toString()).doesNotContain(MINE);
            }
        }
        for (String page : pages()) {
            if (OPEN_PAGES.stream().noneMatch(page::startsWith)) {
                assertThat(nobody.get(page).statusCode()).as(page).isEqualTo(401);
            }
        }
    }

    @Test
    void aHostThatOneMayNotSeeIsAnsweredLikeOneThatIsNotThere() {
        for (Route route : documented()) {
            if (route.ofHost()) {
                callers.forEach((role, caller) -> alike(route, caller, HIDDEN, role));
                alike(route, callers.get("outsider"), MINE, "outsider");
            }
        }
        for (String page : List.of("/hosts/")) {
            callers.forEach((role, caller) -> {
                HttpResponse<String> hidden = caller.get(page + HIDDEN);
                HttpResponse<String> absent = caller.get(page + ABSENT);
                assertThat(hidden.statusCode()).as(page + role).isEqualTo(absent.statusCode());
                assertThat(hidden.body().replace(HIDDEN, ABSENT))
                        .as(page + role)
                        .isEqualTo(absent.body());
            });
        }
    }

    private static void alike(Route route, Caller caller, String host, String role) {
        HttpResponse<String> hidden = caller.ask(route.method(), route.at(host), Map.of());
        HttpResponse<String> absent = caller.ask(route.method(), route.at(ABSENT), Map.of());
        String what = role + ": " + route;
        assertThat(hidden.statusCode()).as(what).isEqualTo(absent.statusCode());
        assertThat(hidden.body().replace(host, ABSENT)).as(what).isEqualTo(absent.body());
        if (!OPEN.contains(route.toString())) {
            assertThat(hidden.statusCode()).as(what).isEqualTo(404);
        }
    }

    @Test
    void aMonitorLooksAndChangesNothing() {
        for (Route route : documented()) {
            if (route.ofHost()) {
                int status = callers.get("monitor")
                        .ask(route.method(), route.at(MINE), Map.of())
                        .statusCode();
                if (route.mutating()) {
                    assertThat(status).as(route.toString()).isEqualTo(403);
                } else {
                    assertThat(status).as(route.toString()).isNotIn(401, 403, 500);
                }
            }
        }
        assertThat(admin.get("/api/0/hosts/" + MINE).statusCode()).isEqualTo(200);
    }

    @Test
    void onlyAnAdministratorReachesUsersAndTheAuditLog() {
        for (Route route : documented()) {
            if (Stream.of("/api/0/users", "/api/0/audit", "/api/0/journal").anyMatch(route.path()::startsWith)
                    && !route.path().endsWith("/stats")) {
                callers.forEach((role, caller) -> assertThat(caller.ask(route.method(), route.at(MINE), Map.of())
                                .statusCode())
                        .as(role + ": " + route)
                        .isEqualTo(403));
            }
        }
        for (String page : List.of(
                "/users",
                "/users.xhtml",
                "/audit",
                "/audit.xhtml",
                "/templates",
                "/templates.xhtml",
                "/journal",
                "/journal.xhtml")) {
            callers.forEach((role, caller) -> assertThat(caller.get(page).statusCode())
                    .as(role + ": " + page)
                    .isEqualTo(403));
            assertThat(admin.get(page).statusCode()).as(page).isEqualTo(200);
        }
        callers.forEach((role, caller) -> assertThat(
                        caller.ask("POST", "/templates/letter", Map.of()).statusCode())
                .as(role)
                .isEqualTo(403));
    }

    @Test
    void aTokenForReadingChangesNothingEvenForAnAdministrator() {
        Caller reader = new Caller(
                runner.getServerPort(),
                tokens.issue("admin", "reads", Scope.READ, Duration.ofHours(1)).secret());
        for (Route route : documented()) {
            if (route.mutating() && !OPEN.contains(route.toString())) {
                assertThat(reader.ask(route.method(), route.at(MINE), Map.of()).statusCode())
                        .as(route.toString())
                        .isEqualTo(403);
            }
        }
        assertThat(reader.get("/api/0/hosts").statusCode()).isEqualTo(200);
    }

    @Test
    void noOtherSiteActsWithAUsersCookie() {
        List<Route> routes = new ArrayList<>(documented());
        Stream.of(
                        "/logout",
                        "/settings/look",
                        "/templates/letter",
                        "/login",
                        "/login.xhtml",
                        "/live.xhtml",
                        "/sso/start")
                .forEach(path -> routes.add(new Route("POST", path)));
        for (Route route : routes) {
            if (route.mutating()) {
                for (Map<String, String> sign : List.of(
                        Map.of("Sec-Fetch-Site", "cross-site"),
                        Map.of("Sec-Fetch-Site", "same-site"),
                        Map.of("Origin", "https://evil.example"),
                        Map.of("Origin", "null"))) {
                    HttpResponse<String> answer = admin.ask(route.method(), route.at(MINE), sign);
                    assertThat(answer.statusCode()).as(route + " " + sign).isEqualTo(403);
                    assertThat(answer.body()).as(route + " " + sign).contains("cross-site");
                }
            }
        }
    }

    @Test
    void aHiddenHostIsInNoListCountPageOrStream() throws IOException {
        String alert =
                "[{\"labels\":{\"alertname\":\"Walked\",\"instance\":\"" + HIDDEN + "\",\"severity\":\"critical\"}}]";
        assertThat(admin.ask("POST", "/api/v2/alerts", alert, Map.of()).statusCode())
                .isEqualTo(200);
        admin.ask(
                "POST",
                "/api/0/silences",
                "{\"matchers\":[{\"field\":\"host\",\"value\":\"" + HIDDEN
                        + "\"}],\"duration\":60,\"comment\":\"walk\"}",
                Map.of());
        admin.ask(
                "POST",
                "/api/0/maintenance",
                "{\"hosts\":[\"" + HIDDEN + "\"],\"ends_at\":\"2001-01-01T00:00:00Z\",\"comment\":\"walk\"}",
                Map.of());
        assertThat(admin.get("/api/0/alerts").body()).contains(HIDDEN);
        for (Route route : documented()) {
            if (route.method().equals("GET") && !route.path().endsWith("/tail")) {
                callers.forEach(
                        (role, caller) -> assertThat(caller.get(route.at(MINE)).body())
                                .as(role + ": " + route)
                                .doesNotContain(HIDDEN));
            }
        }
        for (String page : pages()) {
            callers.forEach((role, caller) ->
                    assertThat(caller.get(page).body()).as(role + ": " + page).doesNotContain(HIDDEN));
        }
        counts();
        streams();
    }

    private void counts() {
        callers.forEach((role, caller) -> {
            assertThat(object(caller.get("/api/0/hosts").body()).getJsonArray("hosts"))
                    .as(role)
                    .hasSize(role.equals("outsider") ? 0 : 1);
            assertThat(object(caller.get("/api/0/alerts").body())
                            .getJsonObject("summary")
                            .getInt("critical"))
                    .as(role)
                    .isZero();
        });
        assertThat(object(admin.get("/api/0/alerts").body())
                        .getJsonObject("summary")
                        .getInt("critical"))
                .isPositive();
    }

    private void streams() throws IOException {
        List<URI> feeds = List.of(live(runner.getServerPort()), URI.create("ws://127.0.0.1:" + web.wsPort() + "/"));
        for (URI feed : feeds) {
            try (Frames all = new Frames(feed, admin.token());
                    Frames some = new Frames(feed, callers.get("monitor").token());
                    Frames none = new Frames(feed, callers.get("outsider").token())) {
                some.await("\"snapshot\"");
                none.await("\"snapshot\"");
                beat(HIDDEN, "whispered");
                all.await("whispered");
                beat(MINE, "spoken");
                all.await("spoken");
                some.await("spoken");
                assertThat(some.all()).doesNotContain(HIDDEN, "whispered");
                assertThat(none.all()).doesNotContain(HIDDEN, MINE, "whispered", "spoken");
            }
        }
    }

    @Test
    void aPageOfAnotherSiteMayNotListen() {
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("Origin", "https://evil.example")
                        .header("Cookie", "hb_session=" + admin.token())
                        .buildAsync(live(runner.getServerPort()), new WebSocket.Listener() {})
                        .join())
                .hasStackTraceContaining("WebSocketHandshakeException");
    }

    @Test
    void everyAnswerBearsTheHeadersAndMakesNoSession() {
        Map<String, String> tls = Map.of("X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.7");
        List<String> paths = new ArrayList<>(pages());
        paths.addAll(
                List.of("/api/0/hosts", "/api/0/hosts/" + ABSENT, "/nothing", "/health", "/resources/page/page.css"));
        for (String path : paths) {
            for (Caller caller : List.of(nobody, admin)) {
                HttpResponse<String> answer = caller.ask("GET", path, null, tls);
                assertThat(answer.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                        .as(path)
                        .contains("default-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe");
                assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                        .as(path)
                        .isPresent();
                assertThat(answer.headers().firstValue("Server").orElse("")
                                + answer.headers().firstValue("X-Powered-By"))
                        .as(path)
                        .doesNotContainIgnoringCase("payara", "wildfly", "undertow", "glassfish", "servlet");
                assertThat(answer.headers().allValues("Set-Cookie"))
                        .as(path)
                        .noneMatch(cookie -> cookie.startsWith("JSESSION"));
                assertThat(answer.body()).as(path).doesNotContain("Payara", "WildFly", "GlassFish", "JBoss");
            }
        }
        assertThat(admin.get("/live").headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void theCookieOfALoginIsOutOfReachOfScriptsAndOverTlsOnlyWhereItCameSo() {
        for (boolean tls : new boolean[] {false, true}) {
            Caller leaving =
                    new Caller(runner.getServerPort(), tokens.issue("monitor").secret());
            HttpResponse<String> answer =
                    leaving.ask("POST", "/logout", "", tls ? Map.of("X-Forwarded-Proto", "https") : Map.of());
            String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
            assertThat(cookie).startsWith("hb_session=;").contains("; HttpOnly; SameSite=Lax");
            assertThat(cookie.endsWith("; Secure")).as(cookie).isEqualTo(tls);
            assertThat(leaving.get("/api/0/hosts").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void peopleAreToldOfErrorsByAPageAndLedToTheLogin() {
        Map<String, String> browser = Map.of("Accept", "text/html");
        for (Map.Entry<String, Integer> page :
                Map.of("/nothing", 404, "/users", 403, "/status/nothing", 404).entrySet()) {
            HttpResponse<String> answer = callers.get("monitor").ask("GET", page.getKey(), null, browser);
            assertThat(answer.statusCode()).as(page.getKey()).isEqualTo(page.getValue());
            assertThat(answer.body())
                    .as(page.getKey())
                    .contains("<h1>", "href=\"/live\"")
                    .doesNotContainIgnoringCase("exception", "payara", "wildfly");
        }
        HttpResponse<String> forged =
                admin.ask("POST", "/logout", "", Map.of("Accept", "text/html", "Origin", "https://evil.example"));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("a form of another site cannot act here");
        // By path: whether the browser came by TLS only the browser knows.
        assertThat(nobody.ask("POST", "/logout", "", browser).headers().firstValue("Location"))
                .hasValue("/login");
    }

    /** Every operation of the published document. */
    private List<Route> documented() {
        List<Route> routes = new ArrayList<>();
        object(nobody.get("/api/0/openapi.json").body())
                .getJsonObject("paths")
                .forEach((path, operations) -> operations.asJsonObject().keySet().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT))
                        .filter(method -> MUTATING.contains(method) || method.equals("GET"))
                        .forEach(method -> routes.add(new Route(method, path))));
        assertThat(routes).hasSizeGreaterThan(40);
        return routes;
    }

    /** Every page and servlet of the server's own registry, and the files that it makes pages from. */
    private Set<String> pages() {
        Set<String> pages = new TreeSet<>();
        runner.getServletContext().getServletRegistrations().values().stream()
                .flatMap(servlet -> servlet.getMappings().stream())
                .filter(mapping ->
                        mapping.startsWith("/") && !mapping.startsWith("/api/") && !mapping.contains("Arquillian"))
                .map(mapping -> mapping.replace("/*", "/" + MINE))
                .filter(mapping -> !mapping.equals("/") && !mapping.contains("*"))
                .filter(mapping -> !mapping.startsWith("/openapi")
                        && !mapping.startsWith("/health")
                        && !mapping.startsWith("/error-page")
                        && !mapping.startsWith("/ws/"))
                .forEach(pages::add);
        for (String file : runner.getServletContext().getResourcePaths("/")) {
            if (file.endsWith(".xhtml")) {
                pages.add(file);
                pages.add(file.replace(".xhtml", ""));
            }
        }
        assertThat(pages).contains("/live", "/users", "/hosts/" + MINE, "/login");
        return pages;
    }

    private static URI live(int port) {
        return URI.create("ws://127.0.0.1:" + port + "/ws/live");
    }

    private static JsonObject object(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }

    private void beat(String host, String message) throws IOException {
        byte[] bytes = ("{\"ID\":\"HTB\",\"name\":\"" + host + "\",\"interval\":3600,\"msg\":\"" + message + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), ingest.port()));
        }
    }
}
