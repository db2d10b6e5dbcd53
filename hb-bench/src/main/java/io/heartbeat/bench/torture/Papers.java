package io.heartbeat.bench.torture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** An authority made by openssl for one run, a server and a client that it vouches for. */
public final class Papers {
    private static final String PASSWORD = "bench";
    private static final long PATIENCE_SECONDS = 20;

    private final Path folder;
    private final SSLContext client;

    /** Makes all of it. */
    public Papers(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Shell.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=bench CA",
                "-keyout",
                path("ca.key"),
                "-out",
                path("ca.pem"));
        leaf("server", "server");
        leaf("client", "client");
        Shell.run(
                "openssl",
                "pkcs12",
                "-export",
                "-in",
                path("client.pem"),
                "-inkey",
                path("client.key"),
                "-out",
                path("client.p12"),
                "-passout",
                "pass:" + PASSWORD);
        client = context();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void leaf(String file, String name) throws IOException, InterruptedException {
        Path names = Files.writeString(folder.resolve("names"), "subjectAltName=IP:127.0.0.1\n");
        Shell.run(
                "openssl",
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                path(file + ".key"),
                "-out",
                path(file + ".csr"));
        Shell.run(
                "openssl",
                "x509",
                "-req",
                "-in",
                path(file + ".csr"),
                "-CA",
                path("ca.pem"),
                "-CAkey",
                path("ca.key"),
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                names.toString(),
                "-out",
                path(file + ".pem"));
        Files.writeString(
                folder.resolve(file + "-both.pem"),
                Files.readString(folder.resolve(file + ".pem")) + Files.readString(folder.resolve(file + ".key")));
    }

    /** Who vouches for both. */
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /** The server's certificate. */
    public Path certificate() {
        return folder.resolve("server.pem");
    }

    /** Its key. */
    public Path key() {
        return folder.resolve("server.key");
    }

    /** Both in one file. */
    public Path both() {
        return folder.resolve("server-both.pem");
    }

    /** What a client needs. */
    public SSLContext client() {
        return client;
    }

    private SSLContext context() throws IOException {
        try (InputStream own = Files.newInputStream(folder.resolve("client.p12"));
                InputStream ca = Files.newInputStream(authority())) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(own, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(ca));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /**
     * Gives the server a new certificate and waits until new connections get it.
     *
     * @throws IOException when they do not
     */
    public void renew(int port) throws IOException, InterruptedException {
        leaf("next", "server");
        for (String end : new String[] {".key", ".pem", "-both.pem"}) {
            Files.move(
                    folder.resolve("next" + end), folder.resolve("server" + end), StandardCopyOption.REPLACE_EXISTING);
        }
        String wanted = Shell.run("openssl", "x509", "-in", certificate().toString(), "-noout", "-serial");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!wanted.strip().equalsIgnoreCase("serial=" + served(port))) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the renewed certificate is not served after " + PATIENCE_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private String served(int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            X509Certificate first = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            byte[] serial = first.getSerialNumber().toByteArray();
            String hex = java.util.HexFormat.of().formatHex(serial);
            return hex.startsWith("00") ? hex.substring(2) : hex;
        }
    }
}
