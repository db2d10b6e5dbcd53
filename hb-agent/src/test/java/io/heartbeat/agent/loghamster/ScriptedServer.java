package io.heartbeat.agent.loghamster;

import io.heartbeat.wire.loghamster.Accepted;
import io.heartbeat.wire.loghamster.Dialogue;
import io.heartbeat.wire.loghamster.Init;
import io.heartbeat.wire.loghamster.RefusedException;
import io.heartbeat.wire.loghamster.Tail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.InflaterInputStream;

/** A server in memory: v0.2.1 of the original, or one with the extension. It can cut connections. */
final class ScriptedServer implements AutoCloseable {
    final List<String> inits = new CopyOnWriteArrayList<>();
    private final ServerSocket listening;
    private final boolean original;
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private final Map<String, byte[]> streams = new HashMap<>();
    private final List<Socket> sockets = new ArrayList<>();
    private long cutAfter = Long.MAX_VALUE;

    ScriptedServer(boolean original) {
        this(original, 0);
    }

    ScriptedServer(boolean original, int port) {
        this.original = original;
        try {
            listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The next connection breaks when so many bytes came. */
    synchronized void cutAfter(long bytes) {
        cutAfter = bytes;
    }

    /** Everything that was stored, one stream behind the other. */
    synchronized String stored() {
        return stored.toString(StandardCharsets.UTF_8);
    }

    synchronized byte[] storedBytes() {
        return stored.toByteArray();
    }

    /** It answers offsets from now on as if somebody else had sent those streams. */
    synchronized void confuse(String bytes) {
        streams.replaceAll((id, old) -> bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** It knows no stream any more, and takes the client's word. */
    synchronized void forget() {
        streams.clear();
    }

    synchronized void cutAll() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                synchronized (this) {
                    sockets.add(socket);
                }
                Thread thread = new Thread(() -> serve(socket), "scripted-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            OutputStream out = socket.getOutputStream();
            say(out, Dialogue.BANNER + Dialogue.streamId("26e4c9"));
            String line = line(socket.getInputStream());
            inits.add(line);
            converse(socket, Init.parse(line), out);
        } catch (IOException | RefusedException gone) {
            // The client left, or the test cut the connection.
        }
    }

    private void converse(Socket socket, Init init, OutputStream out) throws IOException {
        if (original) {
            say(out, "OK 26e4c9 0\n");
            receive(socket.getInputStream(), "", null, out);
            return;
        }
        Init.Resume resume = init.resume().orElseThrow();
        String tail = "";
        long from = resume.offset();
        synchronized (this) {
            byte[] known = streams.putIfAbsent(resume.id(), new byte[(int) from]);
            if (known != null) {
                from = known.length;
                tail = Tail.print(Arrays.copyOfRange(known, Math.max(0, known.length - 256), known.length));
            }
        }
        say(out, new Accepted("26e4c9", 0, OptionalLong.of(from), tail, resume.deflate()).line());
        InputStream in = socket.getInputStream();
        receive(resume.deflate() ? new InflaterInputStream(in) : in, resume.id(), out, out);
    }

    private void receive(InputStream in, String id, OutputStream acks, OutputStream out) throws IOException {
        byte[] block = new byte[8192];
        long received = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            received += read;
            long upTo = store(id, Arrays.copyOf(block, read), received);
            if (acks != null) {
                say(acks, Dialogue.ack(upTo));
            }
        }
        say(out, Dialogue.done(0, received));
    }

    /** An original server has what came before the cut; so has ours. */
    private synchronized long store(String id, byte[] bytes, long received) throws IOException {
        stored.writeBytes(bytes);
        byte[] before = streams.getOrDefault(id, new byte[0]);
        byte[] after = Arrays.copyOf(before, before.length + bytes.length);
        System.arraycopy(bytes, 0, after, before.length, bytes.length);
        streams.put(id, after);
        if (received >= cutAfter) {
            cutAfter = Long.MAX_VALUE;
            throw new IOException("cut");
        }
        return after.length;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("no line");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cutAll();
    }
}
