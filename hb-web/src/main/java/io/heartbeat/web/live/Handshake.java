package io.heartbeat.web.live;

import io.heartbeat.web.security.Viewer;
import io.heartbeat.web.security.Viewers;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What a WebSocket handshake says of who comes from where. A browser sends the user's cookies along wherever the page came
 * from, so a page of another site is refused (RFC 6455, 10.2); a client without {@code Origin} is no browser.
 *
 * @param origin the {@code Origin} header, null when absent
 * @param host the {@code Host} header, null when absent
 * @param authorization the {@code Authorization} header, null when absent
 * @param cookies the {@code Cookie} header, null when absent
 * @param query the query string without its question mark, null when absent
 */
public record Handshake(String origin, String host, String authorization, String cookies, String query) {
    /** Query parameter: number of the last frame that the watcher had. */
    static final String SINCE = "since";

    private static final String TOKEN = "token";
    private static final String HOST = "host";
    private static final int MOST_HOSTS = 200;

    /** Whether a page of this origin may watch: one of this very host does, whatever its port. */
    public boolean welcome() {
        if (origin == null) {
            return true;
        }
        String from = hostOf(origin);
        return from != null && host != null && from.equals(hostOf("ws://" + host));
    }

    /** Who comes; empty when nobody whom we know. Who names hosts in {@code ?host=} is told of no others. */
    public Optional<Viewer> viewer(Viewers viewers) {
        Set<String> hosts = new HashSet<>();
        each((name, value) -> {
            if (name.equals(HOST) && hosts.size() < MOST_HOSTS) {
                hosts.add(value);
            }
        });
        Optional<Viewer> viewer =
                viewers.ofHandshake(authorization, cookies, parameters().get(TOKEN));
        return hosts.isEmpty() ? viewer : viewer.map(whole -> new SomeHosts(whole, hosts));
    }

    /** The last frame that the watcher had; empty when it has none or says nonsense. */
    public OptionalLong since() {
        String value = parameters().getOrDefault(SINCE, "");
        return value.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        each(parameters::putIfAbsent);
        return parameters;
    }

    private void each(BiConsumer<String, String> taker) {
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                taker.accept(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            // No token and no number has a stray percent sign: as it stands it will match nothing.
            return value;
        }
    }

    private static String hostOf(String uri) {
        try {
            String host = new URI(uri).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException notOne) {
            // "null", which sandboxed pages send, and garbage: of no host, and so not of ours.
            return null;
        }
    }
}
