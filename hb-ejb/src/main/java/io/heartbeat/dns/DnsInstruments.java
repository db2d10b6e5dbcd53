package io.heartbeat.dns;

import io.heartbeat.telemetry.Telemetry;

/** What the metrics say of dynamic DNS. */
record DnsInstruments(Telemetry telemetry) {
    /** An update ended like this. */
    void ended(String result) {
        telemetry
                .counter("hbd_dns_updates_total", "DNS updates by how they ended.", "result", result)
                .increment();
    }

    /** An address was not published. */
    void skipped(String reason) {
        telemetry
                .counter(
                        "hbd_dns_skipped_total",
                        "Changed addresses that were not published, by reason.",
                        "reason",
                        reason)
                .increment();
    }

    /** The records of a host that is down were kept although records are to be deleted. */
    void kept(String reason) {
        telemetry
                .counter(
                        "hbd_dns_kept_total",
                        "Hosts that are down and kept their records, by reason.",
                        "reason",
                        reason)
                .increment();
    }

    void register(Ledger ledger, Troubles troubles) {
        telemetry.gauge("hbd_dns_names", "Names in DNS that belong to hosts.", ledger::size);
        telemetry.gauge("hbd_dns_waiting", "Names whose update waits.", ledger::waiting);
        for (DnsResult.Kind kind : new DnsResult.Kind[] {DnsResult.Kind.RETRY, DnsResult.Kind.MISCONFIGURED}) {
            String label = kind == DnsResult.Kind.RETRY ? "unavailable" : "misconfigured";
            telemetry.gauge(
                    "hbd_dns_zones_failing",
                    "Zones that cannot be updated.",
                    () -> troubles.count(kind),
                    "reason",
                    label);
        }
    }
}
