package io.heartbeat.agent.plugin.ping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What came of pinging one host.
 *
 * @param method {@code icmp} or {@code tcp}
 * @param sent how many packets left
 * @param received how many were answered
 * @param min of the round trips, milliseconds; this and the next two absent when none was answered
 * @param error why nothing could be sent; empty when it could
 */
record Echo(
        String method,
        int sent,
        int received,
        OptionalDouble min,
        OptionalDouble average,
        OptionalDouble max,
        String error) {

    /** Nothing could be sent. */
    static Echo failed(String method, String error) {
        OptionalDouble none = OptionalDouble.empty();
        return new Echo(method, 0, 0, none, none, none, error);
    }

    boolean reachable() {
        return received > 0;
    }

    double lossPercent() {
        return sent == 0 ? 100 : Math.round(1000.0 * (sent - Math.min(sent, received)) / sent) / 10.0;
    }

    /** Its part of the report. */
    Map<String, Object> metrics(String host) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("host", host);
        metrics.put("method", method);
        metrics.put("reachable", reachable());
        metrics.put("loss_percent", lossPercent());
        average.ifPresent(millis -> metrics.put("rtt_ms", millis));
        min.ifPresent(millis -> metrics.put("rtt_min_ms", millis));
        max.ifPresent(millis -> metrics.put("rtt_max_ms", millis));
        if (!error.isEmpty()) {
            metrics.put("error", error);
        }
        return metrics;
    }
}
