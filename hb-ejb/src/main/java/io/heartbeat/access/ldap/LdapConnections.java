package io.heartbeat.access.ldap;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import io.heartbeat.access.ldap.LdapSettings.Protection;
import io.heartbeat.access.ldap.LdapSettings.Server;
import java.io.File;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;

/** Opens connections to the directory: protected, with time limits, logged in as the account that searches. Thread-safe. */
final class LdapConnections {
    private final LdapSettings settings;

    LdapConnections(LdapSettings settings) {
        this.settings = settings;
    }

    /** The servers, for people. */
    @Override
    public String toString() {
        return settings.servers().stream()
                .map(server -> server.host() + ":" + server.port())
                .collect(Collectors.joining(", "));
    }

    /** A new connection; the certificate's file is read anew, for it may have been renewed. */
    LDAPConnection open() throws LDAPException {
        LDAPConnection connection = servers().getConnection();
        try {
            if (!settings.bindDn().isEmpty()) {
                connection.bind(new SimpleBindRequest(settings.bindDn(), settings.bindPassword()));
            }
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }

    private ServerSet servers() throws LDAPException {
        String[] hosts = settings.servers().stream().map(Server::host).toArray(String[]::new);
        int[] ports = settings.servers().stream().mapToInt(Server::port).toArray();
        SSLSocketFactory tls = settings.secure() == Protection.OFF ? null : tls();
        SocketFactory sockets = settings.secure() == Protection.TLS ? tls : SocketFactory.getDefault();
        PostConnectProcessor first =
                settings.secure() == Protection.STARTTLS ? new StartTLSPostConnectProcessor(tls) : null;
        return new FailoverServerSet(hosts, ports, sockets, options(), null, first);
    }

    private LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        int millis = (int) settings.timeout().toMillis();
        options.setConnectTimeoutMillis(millis);
        options.setResponseTimeoutMillis(millis);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        return options;
    }

    private SSLSocketFactory tls() throws LDAPException {
        try {
            return new SSLUtil(trusted()).createSSLSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new LDAPException(ResultCode.CONNECT_ERROR, "TLS cannot be used: " + e.getMessage(), e);
        }
    }

    private X509TrustManager trusted() throws KeyStoreException {
        if (settings.caFile().isEmpty()) {
            return JVMDefaultTrustManager.getInstance();
        }
        File file = settings.caFile().get().toFile();
        return new PEMFileTrustManager(file);
    }
}
