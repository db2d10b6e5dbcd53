package io.heartbeat.notify;

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
        return new Draft(secrets.apply(url), type, hidden, secrets.apply(body));
    }
}
