package io.heartbeat.agent.loghamster;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection's bytes. Plain ones go from the file to the socket inside the kernel (sendfile); through TLS or zlib they pass
 * by here.
 */
final class Transport implements Closeable {
    private static final System.Logger LOG = System.getLogger(Transport.class.getName());
    private static final int CONNECT_MILLIS = 10_000;
    private static final int BLOCK = 64 << 10;
    private static final int FAST = 1;

    private final SocketChannel channel;
    private final Socket socket;
    private OutputStream layered;
    private byte[] block;

    /**
     * Connects.
     *
     * @param tls null for none
     */
    Transport(String host, int port, SSLContext tls) throws IOException {
        channel = SocketChannel.open();
        try {
            channel.socket().connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            channel.socket().setTcpNoDelay(true);
            channel.socket().setKeepAlive(true);
            socket = tls == null ? channel.socket() : secured(host, port, tls);
            layered = tls == null ? null : socket.getOutputStream();
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure instanceof IOException io ? io : new IOException("cannot connect: " + failure, failure);
        }
    }

    private SSLSocket secured(String host, int port, SSLContext tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(channel.socket(), host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(CONNECT_MILLIS);
        secured.startHandshake();
        return secured;
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    /** How long a read waits, milliseconds. */
    void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Sends bytes as they are. */
    void write(byte[] bytes) throws IOException {
        if (layered != null) {
            layered.write(bytes);
            layered.flush();
            return;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** From here on, what is sent is a zlib stream. */
    void deflate() throws IOException {
        block = new byte[BLOCK];
        OutputStream below = layered == null ? socket.getOutputStream() : layered;
        layered = new DeflaterOutputStream(below, new Deflater(FAST), BLOCK, true);
    }

    /** Sends a part of a file; answers how much there was of it. */
    long send(FileChannel file, long from, long count) throws IOException {
        return layered == null ? sendPlain(file, from, count) : sendLayered(file, from, count);
    }

    private long sendPlain(FileChannel file, long from, long count) throws IOException {
        long sent = 0;
        while (sent < count) {
            long more = file.transferTo(from + sent, count - sent, channel);
            if (more <= 0) {
                return sent;
            }
            sent += more;
        }
        return sent;
    }

    private long sendLayered(FileChannel file, long from, long count) throws IOException {
        block = block == null ? new byte[BLOCK] : block;
        long sent = 0;
        while (sent < count) {
            int read = file.read(ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, count - sent)), from + sent);
            if (read <= 0) {
                break;
            }
            layered.write(block, 0, read);
            sent += read;
        }
        layered.flush();
        return sent;
    }

    /** Nothing more is sent. */
    void end() throws IOException {
        if (layered instanceof DeflaterOutputStream zlib) {
            zlib.finish();
            zlib.flush();
        }
        socket.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            // The channel first: closing TLS says goodbye, which waits while a write is stuck.
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a connection: {0}", e.toString());
        }
    }
}
