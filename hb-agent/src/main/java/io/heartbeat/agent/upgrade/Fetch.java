package io.heartbeat.agent.upgrade;

import io.heartbeat.agent.Order;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Brings the file of an upgrade: by https only, from the server that ordered it, whole, and with the digest that it said. */
final class Fetch {
    private static final long MOST_BYTES = 256L << 20;
    private static final int CHUNK = 1 << 16;
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration WHOLE = Duration.ofMinutes(5);

    private final UpgradeSettings settings;

    Fetch(UpgradeSettings settings) {
        this.settings = settings;
    }

    /**
     * Fetches the file.
     *
     * @param target is not there yet
     * @throws UpgradeRefused when it may not come from there, or is not what was announced
     */
    void bring(Order order, Path target) throws UpgradeRefused, IOException, InterruptedException {
        URI uri = source(order);
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trust())
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(WHOLE).build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new UpgradeRefused(uri + " answers " + response.statusCode());
            }
            String digest = save(body, target);
            if (!MessageDigest.isEqual(bytes(digest), bytes(order.sha256().toLowerCase(Locale.ROOT)))) {
                throw new UpgradeRefused("what " + uri + " gives has another digest than was signed: " + digest);
            }
        }
    }

    /** The address, when it may be asked. */
    URI source(Order order) throws UpgradeRefused {
        URI uri;
        try {
            uri = URI.create(order.url());
        } catch (IllegalArgumentException e) {
            throw new UpgradeRefused("its address is none");
        }
        String host = uri.getHost() == null ? "" : bare(uri.getHost());
        if (!"https".equals(uri.getScheme()) || host.isEmpty() || uri.getRawUserInfo() != null) {
            throw new UpgradeRefused("upgrades come by https only, not from " + uri);
        }
        boolean known = host.equalsIgnoreCase(order.server().host())
                || settings.from().stream().anyMatch(host::equalsIgnoreCase);
        if (!known) {
            throw new UpgradeRefused(host + " is not the server that ordered it; see upgrade_from");
        }
        return uri;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String save(InputStream body, Path target) throws UpgradeRefused, IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            long bytes = 0;
            for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
                bytes += count;
                if (bytes > MOST_BYTES) {
                    throw new UpgradeRefused("it is larger than " + (MOST_BYTES >> 20) + " MiB");
                }
                digest.update(chunk, 0, count);
                out.write(chunk, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private SSLContext trust() throws IOException, UpgradeRefused {
        try {
            if (settings.authority().isEmpty()) {
                return SSLContext.getDefault();
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            try (InputStream pem = Files.newInputStream(settings.authority().get())) {
                int number = 0;
                for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                    store.setCertificateEntry("ca-" + number++, one);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new UpgradeRefused("upgrade_ca cannot be used: " + e.getMessage());
        }
    }
}
