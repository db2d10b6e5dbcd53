package io.heartbeat.dns;

/**
 * A way to bring an update to a name server. One bean each; called by one thread, which it may hold for some seconds and no
 * longer.
 */
public interface DnsProvider {
    /** Its word in the configuration, the audit records and the API. */
    String name();

    /** Sends one update and waits for the answer. Never throws for what the other side does. */
    DnsResult send(DnsUpdate update);
}
