package io.heartbeat.notify.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An SMTP server that says to recipients what the test wants, and knows STARTTLS, which GreenMail does not. */
final class Postmaster implements AutoCloseable {
    /** What it was told, line by line. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final String toRecipient;
    private final SSLContext tls;
    private final Thread thread;

    /**
     * @param toRecipient the answer to RCPT; {@code close} closes then, {@code 250 silent} does not answer to QUIT
     * @param tls null for no STARTTLS
     */
    Postmaster(String toRecipient, SSLContext tls) {
        this.toRecipient = toRecipient;
        this.tls = tls;
        try {
            server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::serve, "postmaster");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                say(socket, "220 here");
                talk(socket);
            } catch (IOException gone) {
                heard.add("gone");
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (data && !line.equals(".")) {
                continue;
            }
            if (line.equals("STARTTLS")) {
                say(socket, "220 go ahead");
                SSLSocket secure =
                        (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
                secure.setUseClientMode(false);
                talk(secure);
                return;
            }
            if (line.startsWith("RCPT") && toRecipient.equals("close")) {
                return;
            }
            if (line.equals("QUIT") && toRecipient.startsWith("250 silent")) {
                continue;
            }
            say(socket, answer(line, socket));
            data = line.equals("DATA");
            if (line.equals("QUIT")) {
                return;
            }
        }
    }

    private String answer(String line, Socket socket) {
        if (line.startsWith("EHLO") && tls != null) {
            return socket instanceof SSLSocket ? "250-here\r\n250 AUTH PLAIN" : "250-here\r\n250 STARTTLS";
        }
        if (line.startsWith("AUTH")) {
            return "235 welcome";
        }
        return line.startsWith("RCPT") ? toRecipient : line.equals("DATA") ? "354 go on" : "250 ok";
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
