package io.heartbeat.bench.loghog;

/** The tortures, and what may be lost in them. */
enum Torture {
    /** kill -9: what was in the sockets' buffers, and nobody is left who could count it. */
    KILL(true, false),
    /** Syncs that fail. */
    SYNC(false, true),
    /** A full disk. */
    DISK(false, true),
    /** SIGSTOP. */
    STOP(false, true),
    /** As many datagrams as can be sent, a small receive buffer, and SIGSTOP on top. */
    FLOOD(false, true),
    /** A cut network, in which datagrams are lost before they arrive. */
    NETWORK(false, false),
    /** Certificates that are renewed; over TLS. */
    CERTIFICATE(false, true),
    /** A clock that is stepped. */
    CLOCK(false, true);

    /** Whether a stream may lose messages. */
    final boolean streamMayLose;
    /** Whether the server must know of each lost datagram. */
    final boolean datagramsAreCounted;

    Torture(boolean streamMayLose, boolean datagramsAreCounted) {
        this.streamMayLose = streamMayLose;
        this.datagramsAreCounted = datagramsAreCounted;
    }
}
