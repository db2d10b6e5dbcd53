package io.heartbeat.notify;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A request of HTTP as a notifier would post it.
 *
 * @param url where to
 * @param type media type of the body
 * @param headers besides
 * @param body as it is sent
 */
public record Draft(String url, String type, Map<String, String> headers, String body) {
    /** Copies the map. */
    public Draft {
        headers = Map.copyOf(headers);
    }

    Draft hiding(UnaryOperator<String> secrets) {
        Map<String, String> hidden = new TreeMap<>(headers);
        hidden.replaceAll((name, value) -> secrets.apply(value));
        return new Draft(hiding(URI.create(url), secrets), type, hidden, secrets.apply(body));
    }

    /** Which machine is no secret, even where the whole of an address is. */
    private static String hiding(URI url, UnaryOperator<String> secrets) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + secrets.apply(url.getRawPath() + query);
    }
}
