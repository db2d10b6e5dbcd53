package io.heartbeat.pump.sender.elasticsearch;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.JsonFields;
import io.heartbeat.pump.sender.WebAnswer;
import io.heartbeat.pump.sender.WebClient;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** The requests there are. For one thread. */
final class Cluster {
    private static final Logger LOG = System.getLogger(Cluster.class.getName());
    private static final String JSON = "application/json";

    private final SearchPlan plan;
    private final TimeSource time;
    private final WebClient client;
    private Dialect dialect = Dialect.COMPOSABLE;

    Cluster(SearchPlan plan, TimeSource time) throws IOException {
        this.plan = plan;
        this.time = time;
        this.client = new WebClient(plan.url(), plan.timeout(), plan.tls());
    }

    Dialect dialect() {
        return dialect;
    }

    /** Asks what the server is and gives it the template, unless it has one of this name: it may be somebody's own by now. */
    void prepare() throws IOException, InterruptedException {
        WebAnswer greeting = ask("GET", "/", "");
        if (greeting.ok()) {
            dialect = dialect(greeting);
        } else if (greeting.status() != 403) { // who may only write need not see the version
            throw failure("", greeting);
        }
        String path = dialect.templatePath(plan.prefix());
        if (ask("HEAD", path, "").status() == 404) {
            WebAnswer made = ask("PUT", path, dialect.template(plan.prefix()));
            if (made.status() == 429 || made.status() >= 500) {
                throw failure("template: ", made);
            } else if (!made.ok()) {
                LOG.log(
                        Level.WARNING,
                        "{0} takes no template {1}, so that it guesses that timestamps are dates: {2}",
                        plan.url(),
                        plan.prefix(),
                        made.excerpt());
            }
        }
    }

    private Dialect dialect(WebAnswer greeting) throws IOException {
        try {
            return Dialect.of(greeting.body());
        } catch (IOException e) {
            throw new IOException(
                    plan.url() + " is neither Elasticsearch nor OpenSearch: it says " + greeting.excerpt(), e);
        }
    }

    /** Makes an index unless it is there. Who may not make one may still write to it. */
    void makeIndex(String name) throws IOException, InterruptedException {
        WebAnswer made = ask("PUT", "/" + name, "{}");
        if (!made.ok() && made.status() != 403 && !made.excerpt().contains("already_exists_exception")) {
            throw failure("index " + name + ": ", made);
        }
    }

    /** Sends actions and documents. */
    WebAnswer bulk(byte[] body) throws IOException, InterruptedException {
        String path = "/_bulk?filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason";
        return client.send(
                request(path).header("Content-Type", "application/x-ndjson").POST(BodyPublishers.ofByteArray(body)));
    }

    /** Names of all indices of the prefix. */
    Set<String> indices() throws IOException, InterruptedException {
        WebAnswer answer =
                ask("GET", "/" + plan.prefix() + "-*/_settings/index.creation_date?expand_wildcards=open,closed", "");
        if (answer.status() == 404) {
            return Set.of();
        } else if (!answer.ok()) {
            throw failure("", answer);
        }
        Map<String, Object> found = JsonFields.read(answer.body());
        return found.keySet();
    }

    /** Deletes an index, which may be gone already. */
    void deleteIndex(String name) throws IOException, InterruptedException {
        WebAnswer answer = ask("DELETE", "/" + name, "");
        if (!answer.ok() && answer.status() != 404) {
            throw failure("index " + name + ": ", answer);
        }
    }

    /** What an answer means that is no success. */
    IOException failure(String what, WebAnswer answer) {
        String hint = answer.status() == 401 ? "user and password of the URL are not accepted" : answer.excerpt();
        return answer.failure(plan.url() + ": " + what + "HTTP " + answer.status() + ": " + hint, time.wall());
    }

    private WebAnswer ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (body.isEmpty()) {
            return client.send(request.method(method, BodyPublishers.noBody()));
        }
        return client.send(request.header("Content-Type", JSON)
                .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(plan.url().uri() + path)).header("Accept", JSON);
    }
}
