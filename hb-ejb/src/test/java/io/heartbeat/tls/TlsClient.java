package io.heartbeat.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A TLS client with a certificate, of the JDK alone. */
public final class TlsClient {
    private TlsClient() {}

    public static SSLSocket connect(InetSocketAddress address, Path pem, Path ca, String protocol)
            throws IOException, GeneralSecurityException, PemException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        PemPair pair = PemPair.read(pem, pem);
        keys.setKeyEntry("it", pair.key(), new char[0], pair.chain());
        int number = 0;
        for (X509Certificate authority : PemPair.authorities(ca)) {
            keys.setCertificateEntry("ca" + number++, authority);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, new char[0]);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }
}
