package io.heartbeat.access.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A real directory on sockets of loopback: plain with StartTLS, and LDAPS; with people and groups. */
final class TestDirectory implements AutoCloseable {
    private static final String PIN = "directory";

    private final InMemoryDirectoryServer server;
    private final Path certificate;

    /** @param name whom its certificate is for */
    TestDirectory(Path folder, String name) {
        try {
            Path own = Files.createTempDirectory(folder, name);
            Path store = certified(own.resolve("directory.p12"), name);
            certificate = Files.writeString(own.resolve("directory.pem"), pem(store));
            SSLUtil tls = new SSLUtil(
                    new KeyStoreKeyManager(store.toFile(), PIN.toCharArray(), "PKCS12", null),
                    new TrustAllTrustManager());
            InetAddress here = InetAddress.getLoopbackAddress();
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("plain", here, 0, tls.createSSLSocketFactory()),
                    InMemoryListenerConfig.createLDAPSConfig(
                            "tls", here, 0, tls.createSSLServerSocketFactory(), tls.createSSLSocketFactory()));
            // Whoever searches has to say who it is, as in a directory of a company.
            config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
            config.setSchema(null);
            server = new InMemoryDirectoryServer(config);
            people();
            server.startListening();
        } catch (LDAPException | LDIFException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void people() throws LDAPException, LDIFException {
        server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        server.add("dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit", "ou: people");
        server.add("dn: ou=groups,dc=example,dc=org", "objectClass: organizationalUnit", "ou: groups");
        person("cn=searcher,dc=example,dc=org", "searcher", "Searcher", "search me");
        person("uid=ann,ou=people,dc=example,dc=org", "ann", "Ann Example", "of ann");
        person("uid=bob,ou=people,dc=example,dc=org", "bob", "Bob (the *builder*)", "of bob");
        person("cn=one,ou=people,dc=example,dc=org", "twin", "One", "of the one");
        person("cn=other,ou=people,dc=example,dc=org", "twin", "Other", "of the other");
        server.modify(
                "dn: uid=bob,ou=people,dc=example,dc=org",
                "changetype: modify",
                "add: memberOf",
                "memberOf: cn=Builders,ou=groups,dc=example,dc=org",
                "memberOf: cn=Elsewhere,ou=other,dc=example,dc=org");
        server.add(
                "dn: cn=Operators,ou=groups,dc=example,dc=org",
                "objectClass: groupOfNames",
                "cn: Operators",
                "member: uid=ann,ou=people,dc=example,dc=org");
    }

    private void person(String dn, String uid, String name, String password) throws LDAPException, LDIFException {
        server.add(
                "dn: " + dn,
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "cn: " + name,
                "sn: " + uid,
                "userPassword: " + password);
    }

    private static Path certified(Path store, String name) {
        ResultCode made = ManageCertificates.main(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                "generate-self-signed-certificate",
                "--keystore",
                store.toString(),
                "--keystore-password",
                PIN,
                "--keystore-type",
                "pkcs12",
                "--alias",
                "directory",
                "--subject-dn",
                "CN=directory",
                "--subject-alternative-name-dns",
                name);
        if (made != ResultCode.SUCCESS) {
            throw new IllegalStateException("no certificate: " + made);
        }
        return store;
    }

    private static String pem(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PIN.toCharArray());
        }
        byte[] der = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }

    /** Address of one of its listeners, {@code plain} or {@code tls}. */
    String url(String listener) {
        return (listener.equals("tls") ? "ldaps" : "ldap") + "://localhost:" + server.getListenPort(listener);
    }

    Path certificate() {
        return certificate;
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
