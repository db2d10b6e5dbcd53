package io.heartbeat.it.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;

/** Ports of loopback that nobody uses at this moment. */
record Ports(int udp, int http, int ws) {
    static Ports free() {
        try (DatagramSocket udp = new DatagramSocket(0);
                ServerSocket http = new ServerSocket(0);
                ServerSocket ws = new ServerSocket(0)) {
            return new Ports(udp.getLocalPort(), http.getLocalPort(), ws.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
