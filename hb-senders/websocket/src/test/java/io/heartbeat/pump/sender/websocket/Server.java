package io.heartbeat.pump.sender.websocket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.extensions.IExtension;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A WebSocket server of another library than the sender's, which keeps what it is sent. */
final class Server extends WebSocketServer {
    final List<byte[]> frames = new CopyOnWriteArrayList<>();
    final List<String> texts = new CopyOnWriteArrayList<>();
    final List<ClientHandshake> handshakes = new CopyOnWriteArrayList<>();
    final List<String> extensions = new CopyOnWriteArrayList<>();
    /** Pings are not answered. */
    volatile boolean mute;
    /** Frames that hold this are answered with a close of this code. */
    volatile String dislike;

    volatile int code;
    private final CountDownLatch started = new CountDownLatch(1);

    /** @param largest frame that is read, bytes */
    Server(int largest) throws InterruptedException {
        super(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.<Draft>of(new Draft_6455(
                        List.<IExtension>of(new PerMessageDeflateExtension()),
                        List.of(new org.java_websocket.protocols.Protocol("")),
                        largest)));
        setReuseAddr(true);
    }

    Server begin() throws InterruptedException {
        start();
        started.await();
        return this;
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        handshakes.add(handshake);
        extensions.add(((Draft_6455) socket.getDraft()).getExtension().toString());
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        if (dislike != null && new String(bytes, StandardCharsets.UTF_8).contains(dislike)) {
            socket.close(code, "not this one");
        } else {
            frames.add(bytes);
        }
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        texts.add(message);
    }

    @Override
    public void onWebsocketPing(WebSocket socket, Framedata frame) {
        if (!mute) {
            super.onWebsocketPing(socket, frame);
        }
    }

    @Override
    public void onClose(WebSocket socket, int status, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket socket, Exception failure) {}

    void close() throws InterruptedException {
        stop(100);
    }
}
