package io.heartbeat.loghog;

import io.heartbeat.telemetry.Occurrence;
import java.net.InetAddress;

/**
 * A client with which no TLS came about: it has no certificate of {@code cacert}, does not trust ours, speaks another version,
 * or says nothing.
 */
record TlsRefused(InetAddress source, Throwable why) implements Occurrence {
    private static final int SHOWN = 200;

    @Override
    public String counter() {
        return "hbd_loghog_tls_failures_total";
    }

    @Override
    public String help() {
        return "LogHog connections whose TLS handshake failed.";
    }

    @Override
    public String line() {
        Throwable deepest = why;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String visible = String.valueOf(deepest.getMessage()).replaceAll("\\p{C}", "?");
        return "LogHog: no TLS with " + source.getHostAddress() + ": "
                + (visible.length() > SHOWN ? visible.substring(0, SHOWN) + "…" : visible);
    }
}
