package io.heartbeat.pump.sender.google;

import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.sender.WebAddress;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where and as whom.
 *
 * @param project the account's own wins
 * @param log name of the log in the project
 * @param labels of the resource, a {@code generic_node}
 * @param account absent: the machine's own, by Google's metadata server
 * @param api where entries are written
 * @param metadata where the machine's own token is
 * @param patience for one request
 */
record GooglePlan(
        String project,
        String log,
        Map<String, String> labels,
        Optional<ServiceAccount> account,
        WebAddress api,
        WebAddress metadata,
        Duration patience)
        implements SenderPlan {
    static GooglePlan from(Section keys) {
        String project = keys.text("google_cloud_logging_project_id", "").strip();
        String log = keys.text("google_cloud_logging_log_id", "").strip();
        if (project.isEmpty()) {
            keys.problem("google_cloud_logging_project_id", "is needed: the project that the log belongs to");
        }
        if (log.isEmpty()) {
            keys.problem("google_cloud_logging_log_id", "is needed: the name of the log in the project");
        }
        Optional<ServiceAccount> account = ServiceAccount.from(keys);
        String own = account.map(ServiceAccount::project).orElse("");
        return new GooglePlan(
                own.isEmpty() ? project : own,
                log,
                labels(keys.section("google_cloud_logging_resource_labels")),
                account,
                address(keys, "google_cloud_logging_url", "https://logging.googleapis.com"),
                address(keys, "google_metadata_url", "http://metadata.google.internal"),
                keys.seconds(
                        "google_cloud_logging_timeout",
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10)));
    }

    /** The address of a key, else Google's own. */
    static WebAddress address(Section keys, String key, String otherwise) {
        return keys.has(key)
                ? WebAddress.from(keys, key, List.of("https", "http"), otherwise)
                : new WebAddress(URI.create(otherwise), null);
    }

    private static Map<String, String> labels(Section section) {
        Map<String, String> labels = new LinkedHashMap<>();
        section.keys().forEach(key -> labels.put(key, section.text(key, "")));
        return labels;
    }

    /** The full name, as the API wants it. */
    String logName() {
        return "projects/" + project + "/logs/"
                + URLEncoder.encode(log, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public Sender open(SenderContext context) throws IOException {
        return new GoogleSender(this, new Tokens(this, context.time()), context.time());
    }
}
