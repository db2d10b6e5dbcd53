package io.heartbeat.pump.sender;

import io.heartbeat.settings.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS towards a destination: 1.2 at least, the peer's host name checked, PEM files as they are usual with senders. Files are
 * read at each opening, so that a renewed certificate is taken without a restart.
 *
 * @param authorities PEM file of the authorities that are trusted; null for those of Java
 * @param certificate PEM file of the own certificate and its chain; null for none
 * @param key PEM file of its private key; null exactly when there is no certificate
 */
public record Tls(Path authorities, Path certificate, Path key) {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    /**
     * Reads three keys of a sender; a certificate without a key, or the reverse, is a problem of the section. A file that cannot
     * be read is a warning only: it may be there when the sender starts.
     */
    public static Tls from(Section keys, String authorities, String certificate, String key) {
        Tls tls = new Tls(file(keys, authorities), file(keys, certificate), file(keys, key));
        if ((tls.certificate == null) != (tls.key == null)) {
            keys.problem(
                    tls.key == null ? certificate : key,
                    "goes with " + (tls.key == null ? key : certificate) + ", which is not set");
        }
        return tls;
    }

    /** Reads one key, for senders that show no certificate. */
    public static Tls from(Section keys, String authorities) {
        return new Tls(file(keys, authorities), null, null);
    }

    private static Path file(Section keys, String key) {
        Path file = keys.path(key, null);
        if (file != null && !Files.isReadable(file)) {
            keys.warning(key, "there is no file " + file + " that can be read; the sender cannot start without it");
        }
        return file;
    }

    /** A context of these files; throws an {@link IOException} that names the file which is of no use. */
    public SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return context;
        } catch (NoSuchFileException e) {
            throw new IOException(e.getFile() + ": there is no such file", e);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up with " + this + ": " + e.getMessage(), e);
        }
    }

    /** What a socket or client has to insist on: the versions, and that the certificate is the host's. */
    public static SSLParameters parameters(SSLContext context) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    private TrustManager[] trust() throws IOException, GeneralSecurityException {
        if (authorities == null) {
            return null;
        }
        KeyStore store = empty();
        for (Certificate authority : Pem.certificates(authorities)) {
            store.setCertificateEntry("ca" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager[] keys() throws IOException, GeneralSecurityException {
        if (certificate == null) {
            return null;
        }
        KeyStore store = empty();
        List<Certificate> chain = Pem.certificates(certificate);
        store.setKeyEntry("key", Pem.key(key), new char[0], chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
