package io.heartbeat.dns;

import io.heartbeat.telemetry.Occurrence;
import java.lang.System.Logger.Level;

/**
 * The name server will not take updates as they are configured. Said when it begins or changes, not at each try.
 *
 * @param zone which updates
 * @param name the first that was refused
 * @param detail what the server said
 */
record DnsMisconfigured(String zone, String name, String detail) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_dns_misconfigured_total";
    }

    @Override
    public String help() {
        return "Times that updates of a zone began to be refused, or to be refused for another reason.";
    }

    @Override
    public String line() {
        return "DNS updates of " + zone + " are refused, " + name + " first: " + detail
                + ". They wait and are tried again from time to time; docs/DNS.md says what the name server needs";
    }

    @Override
    public Level level() {
        return Level.ERROR;
    }
}
