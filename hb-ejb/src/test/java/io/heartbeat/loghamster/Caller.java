package io.heartbeat.loghamster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client by hand: writes and reads bytes as they are. */
final class Caller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    final Socket socket;
    private String named = "";

    Caller(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Caller write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    Caller write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything until the connection ends. */
    String rest() {
        StringBuilder all = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            all.append(line);
        }
        return all.toString();
    }

    /**
     * The next line with its end; what there was of it when the connection ended. To whoever takes two seconds for an answer the
     * server says its id again: that is passed over.
     */
    String line() {
        String line = oneLine();
        while (!line.isEmpty() && line.equals(named)) {
            line = oneLine();
        }
        if (line.startsWith("STREAMID ")) {
            named = line;
        }
        return line;
    }

    private String oneLine() {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = socket.getInputStream().read();
                    c >= 0;
                    c = socket.getInputStream().read()) {
                line.append((char) c);
                if (c == '\n') {
                    return line.toString();
                }
            }
            return line.toString();
        } catch (IOException e) {
            return line + "(" + e.getMessage() + ")";
        }
    }

    /** One read of the system, as the original's client does it. */
    String read() {
        byte[] bytes = new byte[1024];
        try {
            int count = socket.getInputStream().read(bytes);
            return count < 0 ? "" : new String(bytes, 0, count, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Through banner and id to the answer to this command. */
    String ask(String init) {
        line();
        line();
        return write(init + "\n").line();
    }

    Caller halfClose() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks the connection without a farewell. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
