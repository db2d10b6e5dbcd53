package io.heartbeat.ingest;

import io.heartbeat.protocol.SigningKey;
import io.heartbeat.settings.Section;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the intake is told by the configuration. Who signs how may change while the server runs, the rest is read once.
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
    private static final int MAX_RECEIVERS = 64;
    private static final int CORES_PER_RECEIVER = 2;
    private static final int MOST_BY_ITSELF = 8;

    /** Copies the collections. */
    public IngestSettings {
        addresses = List.copyOf(addresses);
        authByHost = Map.copyOf(authByHost);
        keys = List.copyOf(keys);
    }

    /** What is demanded of a host. */
    public AuthMode auth(String host) {
        return authByHost.getOrDefault(host, auth);
    }

    /** Whether the two differ in nothing but who signs how, so that one can follow the other while the server runs. */
    public boolean sameSockets(IngestSettings other) {
        return addresses.equals(other.addresses) && maxHosts == other.maxHosts && receivers == other.receivers;
    }

    /** Reads hb_port, hb_host, max_hosts, receivers, auth, and of each host auth, key, key_file and key_id. */
    public static IngestSettings from(Section root) {
        int port = root.integer("hb_port", 50003, 1, 65535);
        int receivers = root.integer("receivers", 0, 0, MAX_RECEIVERS);
        AuthMode auth = root.choice("auth", AuthMode.OBSERVE);
        HostKeys hosts = HostKeys.from(root, auth);
        return new IngestSettings(
                addresses(root, port),
                port,
                root.integer("max_hosts", 50_000, 1, 10_000_000),
                receivers == 0 ? receiversOfThisMachine() : receivers,
                auth,
                hosts.auth(),
                hosts.keys());
    }

    /** A receiver only reads and has a worker behind it, so each is worth two cores. */
    private static int receiversOfThisMachine() {
        int cores = Runtime.getRuntime().availableProcessors();
        return Math.max(1, Math.min(MOST_BY_ITSELF, cores / CORES_PER_RECEIVER));
    }

    private static List<InetSocketAddress> addresses(Section root, int port) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String host : root.texts("hb_host")) {
            try {
                addresses.add(
                        host.equals("*")
                                ? new InetSocketAddress(port)
                                : new InetSocketAddress(InetAddress.getByName(host), port));
            } catch (UnknownHostException e) {
                root.problem(
                        "hb_host", "`" + host + "` is no address of this machine, such as 192.0.2.1, :: or localhost");
            }
        }
        return addresses.isEmpty() ? List.of(new InetSocketAddress(port)) : addresses;
    }
}
