package io.heartbeat.loghog;

import io.heartbeat.telemetry.Occurrence;

/** Datagrams came faster than they were read, for longer than the socket's buffer lasts. */
record SocketFull(int port, long datagrams) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_loghog_socket_full_total";
    }

    @Override
    public String help() {
        return "Looks, one a second, that found datagrams dropped by the kernel at a UDP socket of LogHog.";
    }

    @Override
    public String line() {
        return "LogHog: the kernel dropped " + datagrams + " datagrams at UDP port " + port
                + ", whose receive buffer was full; raise net.core.rmem_max and receive_buffer, or send over TCP, which waits";
    }
}
