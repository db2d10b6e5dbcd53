package io.heartbeat.bench.loghog;

import io.heartbeat.wire.loghog.LogMessage;
import io.heartbeat.wire.loghog.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/**
 * A program that logs numbered messages as the original's clients do: a message whose sending failed is gone, and a new
 * connection is made for the next one. {@link #sent} are those that the kernel took.
 */
final class Talker implements AutoCloseable {
    private static final long EVERY_MILLIS = 5;
    private static final long WITHOUT_PAUSE = 0;
    private static final long AGAIN_MILLIS = 20;
    private static final int CONNECT_MILLIS = 2_000;

    private final String mark;
    private final int batch;
    private final long pauseMillis;
    private final Wire wire;
    private final BitSet sent = new BitSet();
    private final Thread thread;
    private volatile int reached;
    private volatile boolean stopping;

    /** How the bytes leave. */
    private interface Wire extends AutoCloseable {
        void send(byte[][] frames) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Opens a stream. */
    private interface Dialer {
        Socket dial() throws IOException;
    }

    private Talker(String mark, int batch, long pauseMillis, Wire wire) {
        this.mark = mark;
        this.batch = batch;
        this.pauseMillis = pauseMillis;
        this.wire = wire;
        thread = new Thread(this::talk, "talker-" + mark);
        thread.start();
    }

    static Talker udp(Scene scene) throws IOException {
        return udp(scene, EVERY_MILLIS);
    }

    /** As fast as it can. */
    static Talker flood(Scene scene) throws IOException {
        return udp(scene, WITHOUT_PAUSE);
    }

    private static Talker udp(Scene scene, long pauseMillis) throws IOException {
        DatagramSocket socket = new DatagramSocket();
        InetSocketAddress to = new InetSocketAddress(scene.host(), scene.port());
        return new Talker("U", 20, pauseMillis, new Wire() {
            @Override
            public void send(byte[][] frames) throws IOException {
                for (byte[] frame : frames) {
                    socket.send(new DatagramPacket(frame, frame.length, to));
                }
            }

            @Override
            public void close() {
                socket.close();
            }
        });
    }

    static Talker tcp(Scene scene) {
        return new Talker(
                "T", 50, EVERY_MILLIS, new Stream(() -> connected(scene.host(), scene.port()), Long.MAX_VALUE));
    }

    /** With a new connection every second, as certificates are looked at then. */
    static Talker tls(Scene scene) {
        return new Talker(
                "S",
                20,
                EVERY_MILLIS,
                new Stream(
                        () -> {
                            Socket plain = connected(scene.host(), scene.tlsPort());
                            return scene.papers()
                                    .client()
                                    .getSocketFactory()
                                    .createSocket(plain, scene.host(), scene.tlsPort(), true);
                        },
                        1_000));
    }

    private static Socket connected(String host, int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        return socket;
    }

    /** TCP or TLS. */
    private static final class Stream implements Wire {
        private final Dialer dialer;
        private final long renewMillis;
        private Socket socket;
        private long opened;

        Stream(Dialer dialer, long renewMillis) {
            this.dialer = dialer;
            this.renewMillis = renewMillis;
        }

        @Override
        public void send(byte[][] frames) throws IOException {
            if (socket != null && System.nanoTime() / 1_000_000 - opened > renewMillis) {
                close();
            }
            try {
                if (socket == null) {
                    socket = dialer.dial();
                    opened = System.nanoTime() / 1_000_000;
                }
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (byte[] frame : frames) {
                    all.writeBytes(frame);
                }
                all.writeTo(socket.getOutputStream());
            } catch (IOException broken) {
                close();
                throw broken;
            }
        }

        @Override
        public void close() throws IOException {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        }
    }

    private void talk() {
        MessageWriter writer = MessageWriter.plain();
        int number = 0;
        try (wire) {
            while (!stopping) {
                byte[][] frames = new byte[batch][];
                for (int i = 0; i < batch; i++) {
                    String body = mark + (number + i) + " request of customer 4711 was answered"
                            + " x".repeat(number % 40) + " end";
                    frames[i] = writer.frame(new LogMessage("shop", "web", 1_790_000_000L, 0, "bench", body));
                }
                send(number, frames);
                number += batch;
                reached = number;
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
        } catch (IOException e) {
            System.err.println("closing: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(int number, byte[][] frames) throws InterruptedException {
        try {
            wire.send(frames);
            sent.set(number, number + frames.length);
        } catch (IOException failed) {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        }
    }

    /** By which its lines are known. */
    String mark() {
        return mark;
    }

    /** The number of the next message; from any thread. */
    int reached() {
        return reached;
    }

    /** Numbers of the messages that left; after {@link #close}. */
    BitSet sent() {
        return sent;
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
    }
}
