package io.heartbeat.pump.sender;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A TCP or TLS connection to a peer that may hang: connecting, the handshake, each read and each write have a bound in time,
 * and an interrupt closes it. For one thread.
 */
public final class PeerSocket implements Closeable {
    private static final Logger LOG = System.getLogger(PeerSocket.class.getName());

    private final SocketChannel channel;
    private final Socket socket;
    private final Duration patience;

    private PeerSocket(SocketChannel channel, Socket socket, Duration patience) {
        this.channel = channel;
        this.socket = socket;
        this.patience = patience;
    }

    /**
     * Connects.
     *
     * @param tls null for plain TCP
     * @param patience for connecting, the handshake, each read and each write
     * @throws IOException whose message begins with host and port
     */
    public static PeerSocket open(String host, int port, Tls tls, Duration patience) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException("no address is known of " + host);
        }
        SocketChannel channel = SocketChannel.open();
        try {
            Socket plain = channel.socket(); // of a channel, so that an interrupt ends reads and writes
            plain.setKeepAlive(true);
            plain.setTcpNoDelay(true);
            plain.connect(address, (int) patience.toMillis());
            plain.setSoTimeout((int) patience.toMillis());
            Socket socket = tls == null ? plain : encrypted(plain, host, port, tls);
            return new PeerSocket(channel, socket, patience);
        } catch (IOException | RuntimeException e) {
            channel.close();
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new IOException(host + ":" + port + ": " + why, e);
        }
    }

    private static Socket encrypted(Socket plain, String host, int port, Tls tls) throws IOException {
        SSLContext context = tls.context();
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        socket.setSSLParameters(Tls.parameters(context));
        socket.startHandshake();
        return socket;
    }

    /** Where the peer speaks; a read that waits too long throws {@link java.net.SocketTimeoutException}. */
    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    /** Sends; a peer that takes nothing for too long has the connection closed. */
    public void write(byte[] bytes, int from, int length) throws IOException {
        CompletableFuture<Void> watch = new CompletableFuture<>();
        watch.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            close();
            return null;
        });
        try {
            socket.getOutputStream().write(bytes, from, length);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw watch.isCompletedExceptionally()
                    ? new IOException("the peer took nothing for " + patience.toSeconds() + " s", e)
                    : e;
        } finally {
            watch.complete(null);
        }
    }

    /** Says that nothing more comes. */
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes at once, without TLS's farewell, which a peer that hangs would not take. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection could not be closed: {0}", e.getMessage());
        }
    }
}
