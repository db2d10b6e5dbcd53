package io.heartbeat.loghog.client;

/** How messages travel. */
public enum Transport {
    /** Datagrams: nobody waits, and what is lost is lost unseen. */
    UDP,
    /** A connection that is made again when it breaks. */
    TCP,
    /** The same, encrypted, each side with a certificate. */
    TLS
}
