package io.heartbeat.loghog.client;

import io.heartbeat.wire.loghog.Frame;
import io.heartbeat.wire.loghog.MessageReader;
import io.heartbeat.wire.loghog.Signature;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** Reads frames as a server would, and keeps what they say. */
final class ListeningServer implements AutoCloseable {
    private static final int MAX = 64 << 10;

    final List<String> said = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final Signature signature;
    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final Thread accepting;

    /** @param secret null when nothing is signed */
    ListeningServer(ServerSocketFactory factory, int port, String secret) throws IOException {
        signature = secret == null ? null : new Signature(secret);
        tcp = factory.createServerSocket(port, 9, InetAddress.getLoopbackAddress());
        if (tcp instanceof SSLServerSocket encrypted) {
            encrypted.setNeedClientAuth(true);
        }
        udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        accepting = start(this::accept);
        start(this::receive);
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    int port() {
        return tcp.getLocalPort();
    }

    int udpPort() {
        return udp.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = tcp.accept();
                connections.add(connection);
                start(() -> read(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void read(Socket connection) {
        MessageReader reader = new MessageReader(MAX);
        try (DataInputStream in = new DataInputStream(connection.getInputStream())) {
            while (true) {
                byte[] payload = new byte[in.readInt() + 4];
                in.readFully(payload);
                take(reader, payload, 4, payload.length - 4, payload[3]);
            }
        } catch (EOFException end) {
            connections.remove(connection);
        } catch (IOException broken) {
            connections.remove(connection);
        }
    }

    private void receive() {
        MessageReader reader = new MessageReader(MAX);
        byte[] room = new byte[MAX];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(room, room.length);
                udp.receive(packet);
                take(reader, room, Frame.HEAD, packet.getLength() - Frame.HEAD, Frame.flags(room, 0));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private synchronized void take(MessageReader reader, byte[] bytes, int offset, int length, int flags) {
        if (reader.read(bytes, offset, length, flags) == null) {
            boolean right = signature == null || signature.check(reader, false) == null;
            said.add((right ? "" : "UNSIGNED ") + reader.module().text() + " " + reader.hostname() + " "
                    + reader.body().text());
        }
    }

    /** Its port is free afterwards: the kernel keeps it for as long as a thread waits there. */
    @Override
    public void close() throws IOException {
        tcp.close();
        try {
            accepting.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        udp.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
