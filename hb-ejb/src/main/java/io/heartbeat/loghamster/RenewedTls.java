package io.heartbeat.loghamster;

import io.heartbeat.clock.TimeSource;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * TLS from PEM files, looked at again before a new connection: renewed files serve from then on, broken ones leave the old in
 * place. TLS 1.2 and 1.3. Thread-safe.
 */
final class RenewedTls implements Supplier<SslContext> {
    private static final System.Logger LOG = System.getLogger(RenewedTls.class.getName());
    private static final long LOOK_MILLIS = 1_000;

    private final LoghamsterSettings.TlsPort settings;
    private final TimeSource time;
    private SslContext context;
    private String taken;
    private long lookedAt;

    /** @throws IOException naming the files, when they cannot be used */
    RenewedTls(LoghamsterSettings.TlsPort settings, TimeSource time) throws IOException {
        this.settings = settings;
        this.time = time;
        this.taken = stamp();
        this.lookedAt = time.steadyMillis();
        this.context = read();
    }

    private SslContext read() throws IOException {
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(
                            settings.certificate().toFile(), settings.key().toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2");
            settings.clientCa().ifPresent(ca -> builder.trustManager(ca.toFile()).clientAuth(ClientAuth.REQUIRE));
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            String said = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new IOException(
                    settings.certificate() + " and " + settings.key() + " cannot be used for TLS: " + said, e);
        }
    }

    @Override
    public synchronized SslContext get() {
        long now = time.steadyMillis();
        if (now - lookedAt >= LOOK_MILLIS) {
            lookedAt = now;
            String stamp = stamp();
            if (!stamp.equals(taken)) {
                renew(stamp);
            }
        }
        return context;
    }

    private void renew(String stamp) {
        taken = stamp;
        try {
            context = read();
            LOG.log(Level.INFO, "LogHamster serves the renewed certificate of {0}", settings.certificate());
        } catch (IOException broken) {
            LOG.log(Level.WARNING, "LogHamster keeps its old certificate: {0}", broken.getMessage());
        }
    }

    private String stamp() {
        StringBuilder stamp = new StringBuilder();
        for (Path file : new Path[] {settings.certificate(), settings.key(), settings.clientCa().orElse(settings.key())}) {
            try {
                stamp.append(Files.getLastModifiedTime(file)).append('/').append(Files.size(file)).append(' ');
            } catch (IOException unreadable) {
                stamp.append(unreadable); // a state like any other: reading it will say what is wrong
            }
        }
        return stamp.toString();
    }
}
