package io.heartbeat.it.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;

/** Where a server is: an address of this machine, and ports there that nobody uses at this moment. */
record Ports(String host, int udp, int http, int ws) {
    /** On loopback. */
    static Ports free() {
        return free("127.0.0.1");
    }

    static Ports free(String host) {
        try (DatagramSocket udp = new DatagramSocket(0);
                ServerSocket http = new ServerSocket(0);
                ServerSocket ws = new ServerSocket(0)) {
            return new Ports(host, udp.getLocalPort(), http.getLocalPort(), ws.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
