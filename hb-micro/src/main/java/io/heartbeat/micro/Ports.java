package io.heartbeat.micro;

import io.heartbeat.ingest.IngestSettings;
import io.heartbeat.setup.ServerSettings;
import io.heartbeat.setup.WebSettings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries every port of the configuration before the server starts: a taken one ends in one line instead of a page of stack
 * traces half a minute later.
 */
final class Ports {
    private final List<String> problems = new ArrayList<>();

    private Ports() {}

    /** Throws a {@link Failure} with one line for each port that cannot be had. */
    static void check(ServerSettings settings) {
        Ports ports = new Ports();
        IngestSettings ingest = settings.ingest();
        ingest.addresses().forEach(ports::udp);
        WebSettings web = settings.web();
        ports.tcp("hbd_port", web.host(), web.port());
        ports.tcp("ws_port", web.host(), web.wsPort());
        ports.tcp("wss_port", web.host(), web.wssPort());
        if (!ports.problems.isEmpty()) {
            throw new Failure(String.join("\n", ports.problems));
        }
    }

    private void udp(InetSocketAddress address) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.setReuseAddress(false);
            socket.bind(address);
        } catch (IOException e) {
            problems.add(line("hb_port", "UDP", address, e));
        }
    }

    private void tcp(String key, String host, int port) {
        if (port == 0) {
            return;
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            problems.add(line(key, "TCP", address, e));
        }
    }

    private static String line(String key, String protocol, InetSocketAddress address, IOException why) {
        return key + ": " + protocol + " port " + address.getPort() + " of " + address.getHostString()
                + " cannot be had (" + why.getMessage() + "): stop what uses it, or choose another " + key;
    }
}
