package io.heartbeat.dns;

/** Types of records that are written or looked at. */
public enum RecordType {
    /** IPv4 address. */
    A,
    /** IPv6 address. */
    AAAA,
    /** Name of an address. */
    PTR,
    /** Mark of ownership. */
    TXT,
    /** Alias: where one stands, an address would be ignored. */
    CNAME
}
