package io.heartbeat.ingest;

import io.heartbeat.protocol.SigningKey;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * What the intake is told by the configuration.
 *
 * @param addresses where to listen, {@code hb_host} and {@code hb_port}
 * @param port {@code hb_port}
 * @param maxHosts {@code max_hosts}: how many hosts are admitted
 * @param receivers sockets and threads per address, at least 1
 * @param auth {@code auth}: what is demanded of hosts that the configuration does not name
 * @param authByHost {@code hosts.NAME.auth}
 * @param keys {@code hosts.NAME.key}
 */
public record IngestSettings(
        List<InetSocketAddress> addresses,
        int port,
        int maxHosts,
        int receivers,
        AuthMode auth,
        Map<String, AuthMode> authByHost,
        List<SigningKey> keys) {
    /** What is demanded of a host. */
    public AuthMode auth(String host) {
        return authByHost.getOrDefault(host, auth);
    }
}
