package io.heartbeat.loghog.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A TCP or TLS connection. The server never writes, so a thread that reads learns at once when it goes away, before a message
 * is written into a socket whose other end is gone.
 */
final class StreamWire implements Wire {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int HANDSHAKE_MILLIS = 10_000;

    private final Socket socket;
    private final OutputStream out;
    private volatile boolean gone;

    /** @param tls null without TLS */
    StreamWire(LogHogOptions options, SSLSocketFactory tls) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(options.server(), options.port()), CONNECT_MILLIS);
            plain.setKeepAlive(true);
            socket = tls == null ? plain : encrypted(plain, options, tls);
            out = socket.getOutputStream();
        } catch (IOException | RuntimeException refused) {
            plain.close();
            throw refused;
        }
        Thread listener = new Thread(this::listen, "loghog-listener");
        listener.setDaemon(true);
        listener.start();
    }

    private static Socket encrypted(Socket plain, LogHogOptions options, SSLSocketFactory tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, options.server(), options.port(), true);
        if (options.verifyHost()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        plain.setSoTimeout(HANDSHAKE_MILLIS);
        socket.startHandshake();
        plain.setSoTimeout(0);
        return socket;
    }

    private void listen() {
        try {
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
        } catch (IOException closed) {
            gone = true;
        }
        gone = true;
    }

    @Override
    public void send(byte[] frames, int length) throws IOException {
        if (gone) {
            throw new IOException("the server has closed the connection");
        }
        out.write(frames, 0, length);
        out.flush();
    }

    @Override
    public boolean stream() {
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
