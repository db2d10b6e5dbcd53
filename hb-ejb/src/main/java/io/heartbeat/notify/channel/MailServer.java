package io.heartbeat.notify.channel;

import io.heartbeat.notify.Letter;
import io.heartbeat.notify.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * An SMTP server as it is configured. Names no class of Jakarta Mail, which is not there when a command only checks the
 * configuration.
 *
 * @param authorities PEM file of those who may have signed it, instead of the machine's
 */
record MailServer(
        String host, int port, Tls tls, Optional<String> user, Optional<String> password, Optional<Path> authorities) {
    /** Protection of the connection. */
    enum Tls {
        /** None, for a server on this very machine. */
        OFF,
        /** Begins in the clear and changes over, or ends. */
        STARTTLS,
        /** From the first byte. */
        TLS;

        /** The usual port. */
        int port() {
            return switch (this) {
                case OFF -> 25;
                case STARTTLS -> 587;
                case TLS -> 465;
            };
        }
    }

    /** What is wrong with the file of authorities, empty when nothing is. */
    Optional<String> problem() {
        try {
            trusting();
            return Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            return Optional.of("must be a PEM file of certificates: " + e.getMessage());
        }
    }

    /** Sends one mail to one address. */
    Outcome send(String from, String to, Letter letter, Duration timeout) {
        return new Smtp(this, timeout).send(from, to, letter);
    }

    /** What speaks TLS and believes no other authorities. */
    SSLSocketFactory trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authorities.orElseThrow())) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), one);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailServer[" + host + ":" + port + "]";
    }
}
