package io.heartbeat.pump.sender;

import io.heartbeat.settings.Section;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A SOCKS proxy (RFC 1928, RFC 1929). Names travel to the proxy, which looks them up: often only it can. Java's own SOCKS
 * takes user and password for the whole process only, so that two senders could not differ.
 *
 * @param host of the proxy
 * @param port of the proxy
 * @param user null for none
 * @param password null exactly when there is no user
 */
public record Socks5(String host, int port, String user, String password) {
    private static final int VERSION = 5;
    private static final int BY_NAME = 3;
    private static final String[] REFUSALS = {
        "",
        "general failure",
        "not allowed by its rules",
        "network unreachable",
        "host unreachable",
        "connection refused",
        "time to live expired",
        "command not supported",
        "address type not supported"
    };

    /** The proxy has spoken. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** Reads a key, {@code socks5://[user:password@]host[:port]} or only {@code host:port}; null when it is absent. */
    public static Socks5 from(Section keys, String key) {
        String text = keys.text(key, "").strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(text.contains("://") ? text : "socks5://" + text);
            if (uri.getHost() != null && uri.getScheme().matches("socks5h?")) {
                String[] login = uri.getUserInfo() == null
                        ? new String[] {null, null}
                        : (uri.getUserInfo() + ":").split(":", -1);
                return new Socks5(uri.getHost(), uri.getPort() < 0 ? 1080 : uri.getPort(), login[0], login[1]);
            }
        } catch (URISyntaxException e) {
            keys.problem(key, "is no address (" + e.getReason() + "), it should be such as socks5://proxy:1080");
            return null;
        }
        keys.problem(key, "must be such as socks5://proxy:1080 or socks5://user:password@proxy:1080");
        return null;
    }

    /**
     * Connects a socket through the proxy; each answer is waited for so long, and the socket keeps that timeout. It is not
     * closed when that fails.
     *
     * @param socket that is not connected yet
     */
    public void connect(Socket socket, String toHost, int toPort, Duration timeout) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException(this + ": no address is known of this host");
        }
        try {
            socket.connect(address, (int) timeout.toMillis());
            socket.setSoTimeout((int) timeout.toMillis());
            tunnel(socket, toHost, toPort);
        } catch (Refused e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(this + ": " + e.getMessage(), e);
        }
    }

    /** Asks the proxy, on a connection to it that stands, for one to a host; then all bytes are the host's. */
    private void tunnel(Socket socket, String toHost, int toPort) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        out.write(user == null ? new byte[] {VERSION, 1, 0} : new byte[] {VERSION, 2, 0, 2});
        int version = in.readUnsignedByte();
        int method = in.readUnsignedByte();
        if (version != VERSION || method != 0 && (method != 2 || user == null)) {
            throw new Refused(this + (version == VERSION ? ": it wants another login" : ": speaks no SOCKS 5"));
        }
        if (method == 2) {
            login(in, out);
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {VERSION, 1, 0});
        address(toHost, request);
        request.write(toPort >> 8);
        request.write(toPort);
        out.write(request.toByteArray());
        skipReply(in, toHost + ":" + toPort);
    }

    private static void address(String host, ByteArrayOutputStream request) throws IOException {
        if (host.matches("[0-9]+(\\.[0-9]+){3}|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?")) {
            byte[] bytes = InetAddress.getByName(host).getAddress(); // an address already: nothing is looked up
            request.write(bytes.length == 4 ? 1 : 4);
            request.writeBytes(bytes);
        } else {
            request.write(BY_NAME);
            counted(host, request);
        }
    }

    private void login(DataInputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(1);
        counted(user, request);
        counted(password, request);
        out.write(request.toByteArray());
        in.readUnsignedByte();
        if (in.readUnsignedByte() != 0) {
            throw new Refused(this + ": refuses user and password");
        }
    }

    private void skipReply(DataInputStream in, String target) throws IOException {
        in.readUnsignedByte();
        int reply = in.readUnsignedByte();
        in.readUnsignedByte();
        if (reply != 0) {
            String reason = reply < REFUSALS.length ? REFUSALS[reply] : "error " + reply;
            throw new Refused(this + ": no way to " + target + ": " + reason);
        }
        int type = in.readUnsignedByte();
        in.readFully(new byte[(type == 1 ? 4 : type == BY_NAME ? in.readUnsignedByte() : 16) + 2]);
    }

    private static void counted(String text, ByteArrayOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new IOException("SOCKS takes no name longer than 255 bytes");
        }
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    @Override
    public String toString() {
        return "SOCKS proxy " + host + ":" + port;
    }
}
