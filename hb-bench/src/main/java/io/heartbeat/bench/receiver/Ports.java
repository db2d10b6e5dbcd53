package io.heartbeat.bench.receiver;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Free ports of 127.0.0.1; free when asked, that is all one can know. */
public final class Ports {
    private Ports() {}

    /** A port that is free for UDP and for TCP. */
    public static int free() throws IOException {
        for (int attempt = 0; ; attempt++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    DatagramSocket udp = new DatagramSocket(null)) {
                udp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort()));
                return udp.getLocalPort();
            } catch (IOException taken) {
                if (attempt == 20) {
                    throw taken;
                }
            }
        }
    }
}
