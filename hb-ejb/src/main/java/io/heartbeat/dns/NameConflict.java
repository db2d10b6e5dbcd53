package io.heartbeat.dns;

import io.heartbeat.telemetry.Occurrence;

/**
 * A name was left alone because it is not this host's.
 *
 * @param host that would have it
 * @param name in DNS
 * @param detail whose it is
 */
record NameConflict(String host, String name, String detail) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_dns_conflicts_total";
    }

    @Override
    public String help() {
        return "Names that were left alone because they are another host's, an alias, or not marked as ours.";
    }

    @Override
    public String line() {
        return "the address of host " + host + " is not published at " + name + ": " + detail;
    }
}
