package io.heartbeat.alert;

/**
 * What there is at most one open alert of.
 *
 * @param host whom it is about
 * @param metric path of the metric
 * @param fingerprint of the labels, empty for our own alerts
 */
record AlertKey(String host, String metric, String fingerprint) {
    static AlertKey of(Alert alert) {
        String fingerprint = alert.external() == null ? "" : alert.external().fingerprint();
        return new AlertKey(alert.host(), alert.metric(), fingerprint);
    }
}
