package io.heartbeat.journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection that is made when it is needed. Entries in its buffer when it breaks are lost, as TCP has it. */
final class TcpTransport implements Transport {
    private static final int CONNECT_MS = 5_000;
    private static final int BUFFER = 64 * 1024;

    private final String host;
    private final int port;
    private final boolean counted;
    private Socket socket;
    private OutputStream out;

    /** @param counted whether an entry is led by its length (RFC 6587, 3.4.1), else ended by NUL as GELF has it */
    TcpTransport(String host, int port, boolean counted) {
        this.host = host;
        this.port = port;
        this.counted = counted;
    }

    @Override
    public void send(byte[] entry) throws IOException {
        try {
            open();
            if (counted) {
                out.write((entry.length + " ").getBytes(StandardCharsets.US_ASCII));
                out.write(entry);
            } else {
                out.write(entry);
                out.write(0);
            }
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    private void open() throws IOException {
        if (socket != null) {
            return;
        }
        Socket fresh = new Socket();
        try {
            fresh.connect(new InetSocketAddress(host, port), CONNECT_MS);
            fresh.setKeepAlive(true);
            out = new BufferedOutputStream(fresh.getOutputStream(), BUFFER);
            socket = fresh;
        } catch (IOException refused) {
            fresh.close();
            throw refused;
        }
    }

    @Override
    public void flush() throws IOException {
        if (out == null) {
            return;
        }
        try {
            out.flush();
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    @Override
    public void close() {
        Socket old = socket;
        socket = null;
        out = null;
        try {
            if (old != null) {
                old.close();
            }
        } catch (IOException broken) {
            System.getLogger(TcpTransport.class.getName()).log(System.Logger.Level.DEBUG, "closing", broken);
        }
    }
}
