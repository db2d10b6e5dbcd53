package io.heartbeat.dns;

import io.heartbeat.telemetry.Occurrence;
import java.sql.SQLException;

/**
 * The database did not take the queue of DNS updates; it is kept in memory and tried again.
 *
 * @param names how many names wait to be stored
 * @param reason what the database said
 */
record DnsNotStored(int names, SQLException reason) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_dns_store_failures_total";
    }

    @Override
    public String help() {
        return "Times the database did not take the queue of DNS updates or their audit records.";
    }

    @Override
    public String line() {
        return "the database did not take the DNS queue (" + names + " names), trying again: " + reason;
    }
}
