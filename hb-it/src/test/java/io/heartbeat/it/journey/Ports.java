package io.heartbeat.it.journey;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a server is: an address of this machine, and ports there that nobody uses at this moment. */
record Ports(String host, int udp, int http, int ws) {
    private static final int FIRST = 15_000;
    /** Linux gives the ports from 32768 on to connections, and one of them would have it before the server that it is for. */
    private static final int COUNT = 17_000;
    /** Begins anywhere, for other builds on this machine, and goes on, so that none is given twice. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    /** On loopback. */
    static Ports free() {
        return free("127.0.0.1");
    }

    static Ports free(String host) {
        return new Ports(host, one(), one(), one());
    }

    /** A port that is free for UDP and for TCP. */
    static int one() {
        while (true) {
            int port = FIRST + NEXT.getAndIncrement() % COUNT;
            try (ServerSocket tcp = new ServerSocket(port);
                    DatagramSocket udp = new DatagramSocket(port)) {
                return port;
            } catch (IOException taken) {
                // somebody has it: another one
            }
        }
    }
}
