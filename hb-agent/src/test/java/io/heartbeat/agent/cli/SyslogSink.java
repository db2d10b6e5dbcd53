package io.heartbeat.agent.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server for syslog over TCP that counts how often each number came; it may be away for a while. */
final class SyslogSink implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("number ([0-9]+)\\.$");

    private final Map<Integer, Integer> counts = new HashMap<>();
    private final int port;
    private ServerSocket listening;

    SyslogSink() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** It is there, unless it was before. */
    synchronized void listen() throws IOException {
        if (listening == null) {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            listening = socket;
            Thread accepting = new Thread(() -> accept(socket), "syslog-sink");
            accepting.setDaemon(true);
            accepting.start();
        }
    }

    /** It is away. */
    synchronized void refuse() throws IOException {
        if (listening != null) {
            listening.close();
            listening = null;
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    take(line);
                }
            } catch (IOException closedOrTorn) {
                // The pump was killed, or the sink is refusing now.
            }
        }
    }

    private synchronized void take(String line) {
        Matcher number = NUMBER.matcher(line);
        if (number.find()) {
            counts.merge(Integer.parseInt(number.group(1)), 1, Integer::sum);
        }
    }

    synchronized int different() {
        return counts.size();
    }

    synchronized long repeated() {
        return counts.values().stream().mapToLong(count -> count - 1).sum();
    }

    @Override
    public void close() throws IOException {
        refuse();
    }
}
