package io.heartbeat.loghog.client;

import io.heartbeat.wire.loghog.Frame;
import io.heartbeat.wire.loghog.MessageWriter.Signing;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * Where and how a client sends.
 *
 * @param application {@code app_id}, as the server's facilities name it
 * @param port 5566, or 5577 for TLS, where nobody says otherwise
 * @param hostname under which the lines appear
 * @param secret of the facility; null sends unsigned
 * @param signing which signatures a message bears; loghogd knows only the first
 * @param compressed whether payloads are zlib
 * @param capacity messages that wait at most
 * @param maxMessage bytes of a payload; longer bodies are cut
 * @param pemFile certificate and key (PKCS #8) in one file, for TLS
 * @param caFile who vouches for the server, for TLS
 * @param verifyHost whether the server's certificate must be for {@code server}; those of loghogd's scripts are for no name
 */
public record LogHogOptions(
        String application,
        String server,
        int port,
        Transport transport,
        String hostname,
        String secret,
        Set<Signing> signing,
        boolean compressed,
        int capacity,
        int maxMessage,
        Path pemFile,
        Path caFile,
        boolean verifyHost) {
    private static final int PORT = 5566;
    private static final int TLS_PORT = 5577;
    private static final int CAPACITY = 10_000;

    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException when the whole makes no sense
     */
    public LogHogOptions {
        Objects.requireNonNull(application, "application");
        signing = Set.copyOf(signing);
        if (application.isBlank()) {
            throw new IllegalArgumentException("application is required: the name of a facility of the server");
        }
        if (capacity < 1 || maxMessage < 512 || port < 1 || port > 65535) {
            throw new IllegalArgumentException("capacity must be at least 1, maxMessage 512, port from 1 to 65535");
        }
        if (transport == Transport.TLS && (pemFile == null || caFile == null)) {
            throw new IllegalArgumentException("TLS needs pemFile and caFile; `hbd certs client` makes them");
        }
    }

    /** Unsigned messages to a server, over TCP, from this machine's own name. */
    public static LogHogOptions of(String application, String server) {
        return new LogHogOptions(
                application,
                server,
                PORT,
                Transport.TCP,
                ownName(),
                null,
                Set.of(Signing.MD5),
                false,
                CAPACITY,
                Frame.USUAL_BOUND,
                null,
                null,
                true);
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }

    /** The same over another transport, at its usual port. */
    public LogHogOptions over(Transport other, Path pem, Path ca) {
        return new LogHogOptions(
                application,
                server,
                other == Transport.TLS ? TLS_PORT : PORT,
                other,
                hostname,
                secret,
                signing,
                compressed,
                capacity,
                maxMessage,
                pem,
                ca,
                verifyHost);
    }

    /** The same at another port. */
    public LogHogOptions at(int otherPort) {
        return new LogHogOptions(
                application,
                server,
                otherPort,
                transport,
                hostname,
                secret,
                signing,
                compressed,
                capacity,
                maxMessage,
                pemFile,
                caFile,
                verifyHost);
    }

    /** The same from another name. */
    public LogHogOptions from(String otherName) {
        return new LogHogOptions(
                application,
                server,
                port,
                transport,
                otherName,
                secret,
                signing,
                compressed,
                capacity,
                maxMessage,
                pemFile,
                caFile,
                verifyHost);
    }

    /** The same, signed. */
    public LogHogOptions signed(String with, Set<Signing> how) {
        return new LogHogOptions(
                application,
                server,
                port,
                transport,
                hostname,
                with,
                how,
                compressed,
                capacity,
                maxMessage,
                pemFile,
                caFile,
                verifyHost);
    }

    /** The same, compressed or not. */
    public LogHogOptions compressed(boolean zlib) {
        return new LogHogOptions(
                application,
                server,
                port,
                transport,
                hostname,
                secret,
                signing,
                zlib,
                capacity,
                maxMessage,
                pemFile,
                caFile,
                verifyHost);
    }

    /** The same with another queue. */
    public LogHogOptions holding(int messages) {
        return new LogHogOptions(
                application,
                server,
                port,
                transport,
                hostname,
                secret,
                signing,
                compressed,
                messages,
                maxMessage,
                pemFile,
                caFile,
                verifyHost);
    }

    /** The same without a look at the name in the server's certificate. */
    public LogHogOptions anyServerName() {
        return new LogHogOptions(
                application,
                server,
                port,
                transport,
                hostname,
                secret,
                signing,
                compressed,
                capacity,
                maxMessage,
                pemFile,
                caFile,
                false);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return application + " to " + server + ":" + port + " over " + transport;
    }
}
