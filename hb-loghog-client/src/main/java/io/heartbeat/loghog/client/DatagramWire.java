package io.heartbeat.loghog.client;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** A UDP socket. The address is looked up once for each opening. */
final class DatagramWire implements Wire {
    private final DatagramSocket socket;

    DatagramWire(LogHogOptions options) throws IOException {
        socket = new DatagramSocket();
        try {
            socket.connect(new InetSocketAddress(options.server(), options.port()));
        } catch (RuntimeException | IOException unreachable) {
            socket.close();
            throw unreachable;
        }
    }

    @Override
    public void send(byte[] frames, int length) throws IOException {
        socket.send(new DatagramPacket(frames, length));
    }

    @Override
    public boolean stream() {
        return false;
    }

    @Override
    public void close() {
        socket.close();
    }
}
