package io.heartbeat.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/** The other end: a real socket on loopback that only does what a test tells it to. */
public final class FakeServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 60_000;

    private final DatagramSocket socket;
    private SocketAddress agent;

    public FakeServer() throws IOException {
        this("127.0.0.1", 0);
    }

    public FakeServer(String address, int port) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getAllByName(address)[0], port));
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public ServerAddress address() {
        return new ServerAddress(socket.getLocalAddress().getHostAddress(), port());
    }

    /** The next datagram as it came; fails when none comes. */
    public byte[] receiveBytes() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        agent = packet.getSocketAddress();
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    /** The next datagram as JSON, inflated if it is a zlib stream. */
    public JsonNode receive() throws IOException {
        byte[] datagram = receiveBytes();
        return datagram[0] == 0x78
                ? JSON.readTree(new InflaterInputStream(new ByteArrayInputStream(datagram)))
                : JSON.readTree(datagram);
    }

    /** The next datagram that has come already, null when there is none. */
    public JsonNode poll() throws IOException {
        socket.setSoTimeout(20);
        try {
            return receive();
        } catch (SocketTimeoutException e) {
            return null; // nothing came, which is an answer
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    public void acknowledge(JsonNode beat) throws IOException {
        reply("{\"ID\":\"ACK\",\"name\":" + beat.get("name") + ",\"seq\":" + beat.get("seq") + ",\"time\":"
                + beat.get("time") + "}");
    }

    public void reply(String json) throws IOException {
        reply(json.getBytes(StandardCharsets.UTF_8));
    }

    public void reply(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, agent));
    }

    @Override
    public void close() {
        socket.close();
    }
}
