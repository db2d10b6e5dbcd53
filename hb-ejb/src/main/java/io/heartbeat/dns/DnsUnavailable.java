package io.heartbeat.dns;

import io.heartbeat.telemetry.Occurrence;

/**
 * The name server could not take an update for now.
 *
 * @param zone which updates
 * @param detail what happened
 */
record DnsUnavailable(String zone, String detail) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_dns_unavailable_total";
    }

    @Override
    public String help() {
        return "Updates that failed for now: SERVFAIL, a timeout, no connection.";
    }

    @Override
    public String line() {
        return "DNS updates of " + zone + " wait: " + detail;
    }
}
