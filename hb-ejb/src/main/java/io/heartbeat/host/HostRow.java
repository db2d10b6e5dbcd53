package io.heartbeat.host;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** A host as the database remembers it across restarts. */
@Entity
@Table(name = "host")
class HostRow {
    @Id
    private String name;

    @Enumerated(EnumType.STRING)
    private HostStatus status;

    private Instant since;

    @Column(name = "last_seen")
    private Instant lastSeen;

    @Column(name = "interval_seconds")
    private double interval;

    @Column(name = "rtt_ms")
    private Double rttMs;

    private String ipv4;
    private String ipv6;
    private String version;
    private String message;
    private boolean signed;

    /** For Hibernate. */
    protected HostRow() {}

    HostRow(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean signed() {
        return signed;
    }

    void take(HostState state, boolean hasSigned) {
        status = state.status();
        since = state.since();
        lastSeen = state.lastSeen();
        interval = state.interval();
        rttMs = Double.isNaN(state.rttMs()) ? null : state.rttMs();
        ipv4 = state.ipv4() == null ? null : state.ipv4().getHostAddress();
        ipv6 = state.ipv6() == null ? null : state.ipv6().getHostAddress();
        version = state.version();
        message = state.message();
        signed = hasSigned;
    }

    /**
     * The state to go on with.
     *
     * @param steady steady milliseconds of now: its silence counts from here
     */
    HostState state(long steady) {
        double rtt = rttMs == null ? Double.NaN : rttMs;
        return new HostState(
                name, status, since, lastSeen, steady, interval, rtt, ip(ipv4), ip(ipv6), version, message);
    }

    private static InetAddress ip(String literal) {
        try {
            return literal == null ? null : InetAddress.getByName(literal);
        } catch (UnknownHostException scopeIsGone) {
            // A link-local address whose interface no longer exists: the next heartbeat brings a good one.
            return null;
        }
    }
}
