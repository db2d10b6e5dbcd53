package io.heartbeat.pump.sender;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * A TCP or TLS connection to a peer that may hang: connecting, the handshake, each read and each write have a bound in time,
 * and an interrupt closes it. For one thread.
 */
public final class PeerSocket implements Closeable {
    private static final Logger LOG = System.getLogger(PeerSocket.class.getName());

    /** What Java says when a peer closes in order, but without TLS's own farewell, as many do. A reset sounds otherwise. */
    private static final String FAREWELL = ".*(close_notify|shut down incorrectly).*";

    /** Bytes that a peer may say between our end and its own. */
    private static final int MOST_FAREWELL = 64 << 10;

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

    /**
     * Says that nothing more comes, and waits until the peer closes, too: one that has read everything does so, while one that
     * dies, or has not read all, resets the connection.
     *
     * @return false when it leaves the connection open for too long
     * @throws IOException when the connection was reset, or the peer speaks without end
     */
    public boolean finish() throws IOException {
        socket.shutdownOutput();
        try {
            for (int heard = 0; socket.getInputStream().read() >= 0; heard++) {
                if (heard >= MOST_FAREWELL) {
                    throw new IOException("the peer speaks where it should close");
                }
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SSLException e) {
            if (!String.valueOf(e.getMessage()).matches(FAREWELL)) {
                throw e;
            }
            LOG.log(Level.DEBUG, "the peer closed without close_notify: {0}", e.getMessage());
        }
        return true;
    }

    /** @throws IOException when the peer has closed an idle connection, which must not swallow what is sent next */
    public void check() throws IOException {
        int usual = socket.getSoTimeout();
        try {
            socket.setSoTimeout(1);
            if (socket.getInputStream().read() < 0) {
                throw new IOException("closed by the peer");
            }
        } catch (SocketTimeoutException quiet) {
            LOG.log(Level.TRACE, "the connection stands");
        } finally {
            socket.setSoTimeout(usual);
        }
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
