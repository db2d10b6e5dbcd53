package io.heartbeat.pump.sender.websocket;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** A SOCKS 5 proxy (RFC 1928) that wants a login (RFC 1929), looks no name up and leads to this machine only. */
public final class SocksProxy implements AutoCloseable {
    /** What was asked for, {@code name:port}. */
    public final List<String> targets = new CopyOnWriteArrayList<>();

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private volatile boolean muted;

    /** Listening on a port of its own. */
    public SocksProxy() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** With its login. */
    public String address() {
        return "socks5://user:s3cr3t@127.0.0.1:" + listening.getLocalPort();
    }

    /** From now on, what servers answer gets lost. */
    public void mute() {
        muted = true;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                clients.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            in.readUnsignedByte();
            in.readFully(new byte[in.readUnsignedByte()]);
            client.getOutputStream().write(new byte[] {5, 2});
            in.readUnsignedByte();
            boolean known = (text(in) + ":" + text(in)).equals("user:s3cr3t");
            client.getOutputStream().write(new byte[] {1, (byte) (known ? 0 : 1)});
            in.readFully(new byte[3]);
            String name = in.readUnsignedByte() == 3 ? text(in) : address(in);
            int port = in.readUnsignedShort();
            targets.add(name + ":" + port);
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
                threads.execute(() -> answers(target, client));
                copy(client, target, () -> false);
            }
        } catch (IOException e) {
            targets.add("broken: " + e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    }

    private static String address(DataInputStream in) throws IOException {
        return InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
    }

    private void answers(Socket from, Socket to) {
        copy(from, to, () -> muted);
    }

    private static void copy(Socket from, Socket to, BooleanSupplier dropped) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[8192];
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                if (!dropped.getAsBoolean()) {
                    out.write(some, 0, length);
                }
            }
            to.shutdownOutput();
        } catch (IOException ended) {
            closed(to);
        }
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on there is no way through it. */
    public void cut() throws IOException {
        listening.close();
        clients.forEach(SocksProxy::closed);
    }

    @Override
    public void close() throws IOException {
        cut();
        threads.shutdownNow();
    }
}
