package io.heartbeat.tls;

import io.heartbeat.clock.TimeSource;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * TLS from PEM files, looked at again before a new connection: a renewed pair serves from then on, a broken one leaves the old
 * in place and is said once. Thread-safe.
 */
public final class RenewedTls implements Supplier<SslContext> {
    /** What a modern client speaks. */
    public static final List<String> USUAL = List.of("TLSv1.3", "TLSv1.2");

    /**
     * For clients that look whether the server has gone by reading one byte: a session ticket is data that comes unasked, and
     * they stumble over it.
     */
    public static final List<String> WITHOUT_TICKETS = List.of("TLSv1.3");

    private static final System.Logger LOG = System.getLogger(RenewedTls.class.getName());
    private static final long LOOK_MILLIS = 1_000;

    /**
     * Java sends no session ticket of TLS 1.3 when sessions live longer than a ticket may (seven days, RFC 8446 4.6.1). In TLS
     * 1.2 it would then break a promise of its handshake, so this is for ports that speak TLS 1.3 alone.
     */
    private static final long NO_TICKETS_SECONDS = Duration.ofDays(8).toSeconds();

    private static final long JAVAS_OWN = 0;

    private final String port;
    private final Path pem;
    private final Path key;
    private final Path authority;
    private final List<String> protocols;
    private final TimeSource time;
    private SslContext context;
    private Instant validUntil;
    private String taken;
    private String doubtful;
    private boolean said;
    private long lookedAt;

    /**
     * Reads the files for the first time.
     *
     * @param port what the log calls it: the name of its key
     * @param pem certificate and chain
     * @param key private key; may be the same file
     * @param authority who vouches for clients, each of which then has to bear a certificate; null for any client
     * @param protocols as {@link #USUAL} or {@link #WITHOUT_TICKETS}
     * @throws PemException naming the file and what is wrong with it
     */
    public RenewedTls(String port, Path pem, Path key, Path authority, List<String> protocols, TimeSource time)
            throws PemException {
        this.port = port;
        this.pem = pem;
        this.key = key;
        this.authority = authority;
        this.protocols = List.copyOf(protocols);
        this.time = time;
        this.taken = stamp();
        this.lookedAt = time.steadyMillis();
        take(PemPair.read(pem, key));
    }

    /** The newest good one. */
    @Override
    public synchronized SslContext get() {
        long now = time.steadyMillis();
        if (now - lookedAt >= LOOK_MILLIS) {
            lookedAt = now;
            look(stamp());
        }
        return context;
    }

    private void look(String stamp) {
        if (stamp.equals(taken)) {
            return;
        }
        try {
            take(PemPair.read(pem, key));
            taken = stamp;
            doubtful = null;
            LOG.log(Level.INFO, "{0} serves the renewed certificate of {1}, valid until {2}", port, pem, validUntil);
        } catch (PemException broken) {
            doubt(stamp, broken);
        }
    }

    /** The first time it may be a renewal in the middle of its writing; the second time it is a fault. */
    private void doubt(String stamp, PemException broken) {
        if (!stamp.equals(doubtful)) {
            doubtful = stamp;
            said = false;
        } else if (!said) {
            said = true;
            LOG.log(
                    Level.WARNING,
                    "{0} keeps its old certificate, valid until {1}; the renewed one is not usable: {2}",
                    port,
                    validUntil,
                    broken.getMessage());
        }
    }

    private void take(PemPair pair) throws PemException {
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(pair.key(), pair.chain())
                    .sslProvider(SslProvider.JDK)
                    .sessionTimeout(protocols.equals(WITHOUT_TICKETS) ? NO_TICKETS_SECONDS : JAVAS_OWN)
                    .protocols(protocols);
            if (authority != null) {
                builder.trustManager(PemPair.authorities(authority)).clientAuth(ClientAuth.REQUIRE);
            }
            context = builder.build();
            validUntil = pair.chain()[0].getNotAfter().toInstant();
        } catch (SSLException refused) {
            throw new PemException(pem, "TLS refuses it: " + refused.getMessage());
        }
    }

    private String stamp() {
        return stamp(pem) + " " + stamp(key) + (authority == null ? "" : " " + stamp(authority));
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + "/" + Files.size(file);
        } catch (IOException unreadable) {
            // A state of the file like any other: reading it will say what is wrong.
            return unreadable.toString();
        }
    }
}
