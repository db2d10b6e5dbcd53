package io.heartbeat.web.live.port;

import io.heartbeat.clock.TimeSource;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * TLS from two PEM files, looked at again before a new connection: a renewed pair serves from then on, a broken one leaves
 * the old in place and is said once. TLS 1.2 and 1.3. Thread-safe.
 */
final class RenewedTls implements Supplier<SslContext> {
    private static final System.Logger LOG = System.getLogger(RenewedTls.class.getName());
    private static final long LOOK_MILLIS = 1_000;

    private final Path pem;
    private final Path key;
    private final TimeSource time;
    private SslContext context;
    private Instant validUntil;
    private String taken;
    private String doubtful;
    private boolean said;
    private long lookedAt;

    /** Reads the files for the first time. */
    RenewedTls(Path pem, Path key, TimeSource time) throws PemException {
        this.pem = pem;
        this.key = key;
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
            LOG.log(Level.INFO, "wss_port serves the renewed certificate of {0}, valid until {1}", pem, validUntil);
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
                    "wss_port keeps its old certificate, valid until {0}; the renewed one is not usable: {1}",
                    validUntil,
                    broken.getMessage());
        }
    }

    private void take(PemPair pair) throws PemException {
        try {
            context = SslContextBuilder.forServer(pair.key(), pair.chain())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
            validUntil = pair.chain()[0].getNotAfter().toInstant();
        } catch (SSLException refused) {
            throw new PemException(pem, "TLS refuses it: " + refused.getMessage());
        }
    }

    private String stamp() {
        return stamp(pem) + " " + stamp(key);
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
