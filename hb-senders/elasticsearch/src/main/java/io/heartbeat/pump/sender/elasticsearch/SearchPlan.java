package io.heartbeat.pump.sender.elasticsearch;

import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.sender.Tls;
import io.heartbeat.pump.sender.WebAddress;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Where and how.
 *
 * @param url of the server, with a path where it stands behind a proxy
 * @param timeout of one request and its answer
 * @param prefix of the indices' names, in front of {@code -YYYY-MM-DD}
 * @param daysMax indices of days further back are deleted; 0 for never
 * @param tls null for Java's own authorities
 */
public record SearchPlan(WebAddress url, Duration timeout, String prefix, int daysMax, Tls tls) implements SenderPlan {
    private static final String PREFIX = "[a-z0-9][a-z0-9._-]{0,199}";

    /** @param kind in front of the keys' names */
    public static SearchPlan from(Section keys, String kind) {
        WebAddress url = WebAddress.from(
                keys, kind + "_url", List.of("https", "http"), "https://user:password@" + kind + ".example.org:9200");
        if (url.uri().getRawQuery() != null) {
            keys.problem(kind + "_url", "must have nothing behind a question mark");
        }
        String prefix = keys.text(kind + "_index_prefix", "journalpump");
        if (!prefix.matches(PREFIX)) {
            keys.problem(
                    kind + "_index_prefix",
                    "must be lower-case letters, digits, dots, - and _, up to 200, with a letter or digit in front");
        }
        Tls tls = Tls.from(keys, "ca");
        if (tls.authorities() != null && !url.encrypted() && keys.has(kind + "_url")) {
            keys.problem("ca", "goes with a " + kind + "_url of https://");
        }
        return new SearchPlan(
                url,
                keys.seconds(kind + "_timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofHours(1)),
                prefix,
                keys.integer(kind + "_index_days_max", 3, 0, 36_500),
                tls);
    }

    @Override
    public Sender open(SenderContext context) throws IOException, InterruptedException {
        Cluster cluster = new Cluster(this, context.time());
        cluster.prepare();
        return new SearchSender(this, cluster, context.time());
    }
}
