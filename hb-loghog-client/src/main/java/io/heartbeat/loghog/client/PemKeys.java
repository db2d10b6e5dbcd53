package io.heartbeat.loghog.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS from PEM files (RFC 7468), as {@code hbd certs} makes them. */
final class PemKeys {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]*-----END CERTIFICATE-----");
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END");
    private static final char[] NONE = {};

    private PemKeys() {}

    /**
     * Reads both files.
     *
     * @throws IOException naming the file and what is wrong with it
     */
    static SSLSocketFactory factory(Path pem, Path ca) throws IOException {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            Certificate[] chain = certificates(pem);
            own.setKeyEntry("own", key(pem, chain[0].getPublicKey().getAlgorithm()), NONE, chain);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (Certificate authority : certificates(ca)) {
                trusted.setCertificateEntry("ca" + number++, authority);
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NONE);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new IOException(pem + " or " + ca + " cannot be used for TLS: " + broken.getMessage(), broken);
        }
    }

    private static Certificate[] certificates(Path file) throws IOException, GeneralSecurityException {
        String blocks = CERTIFICATE
                .matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                .results()
                .map(found -> found.group())
                .collect(Collectors.joining("\n"));
        Certificate[] found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(blocks.getBytes(StandardCharsets.ISO_8859_1)))
                .toArray(Certificate[]::new);
        if (found.length == 0) {
            throw new IOException(file + ": no certificate in it");
        }
        return found;
    }

    private static java.security.PrivateKey key(Path file, String algorithm)
            throws IOException, GeneralSecurityException {
        Matcher block = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!block.find() || !block.group(1).isEmpty()) {
            throw new IOException(file + ": no key of PKCS #8 in it; make one by openssl pkcs8 -topk8 -nocrypt");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(2));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
