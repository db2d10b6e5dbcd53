package io.heartbeat.access.oidc;

import io.heartbeat.access.oidc.OidcException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whom to believe that a TLS server is who it says. */
final class Trust {
    private Trust() {}

    /** Those in a PEM file, which may be renewed while the server runs; without one those whom this Java trusts. */
    static SSLSocketFactory of(Optional<Path> caFile) throws OidcException {
        if (caFile.isEmpty()) {
            return HttpsURLConnection.getDefaultSSLSocketFactory();
        }
        try (InputStream in = Files.newInputStream(caFile.get())) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new OidcException(Kind.FAILED, "ca_file " + caFile.get() + " cannot be used: " + e.getMessage(), e);
        }
    }
}
