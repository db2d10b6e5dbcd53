package io.heartbeat.agent;

import io.heartbeat.protocol.Names;
import io.heartbeat.protocol.SigningKey;
import io.heartbeat.settings.Section;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The agent's configuration (docs/AGENT.md, "Configuration").
 *
 * @param servers whom to tell; may be empty, when the command line names them
 * @param port UDP port of servers that are written without one
 * @param interval from one heartbeat to the next
 * @param name of this host on the wire
 * @param plugins which of the agent's own plugins to ask, and how to ask any
 * @param key shared with the server, signs and verifies; absent: nothing is signed
 * @param compress whether reports travel as zlib when that is smaller
 * @param stateDir where replay windows, process id and log are kept
 * @param bufferReports how many reports wait for a server at most
 * @param bufferBytes how many bytes of reports wait for a server at most
 */
public record AgentSettings(
        List<ServerAddress> servers,
        int port,
        Duration interval,
        String name,
        Map<String, PluginSettings> plugins,
        Optional<SigningKey> key,
        boolean compress,
        Path stateDir,
        int bufferReports,
        long bufferBytes) {
    /** The port of the protocol. */
    public static final int DEFAULT_PORT = 50003;

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
    private static final List<String> DEFAULT_PLUGINS =
            List.of("os_info", "cpu_monitor", "memory_monitor", "disk_monitor", "network_monitor", "filesystem_info");
    private static final int DEFAULT_BUFFER_REPORTS = 1000;
    private static final long DEFAULT_BUFFER_BYTES = 1 << 20;

    /** Reads the configuration; what is wrong becomes a problem of the section. */
    public static AgentSettings from(Section root) {
        return from(root, MachineDefaults.of(System.getenv()));
    }

    /** Reads the configuration of a machine with these defaults. */
    public static AgentSettings from(Section root, MachineDefaults machine) {
        int port = port(root);
        String name = name(root, machine);
        return new AgentSettings(
                servers(root, port),
                port,
                root.seconds("interval", DEFAULT_INTERVAL, Duration.ofSeconds(1), Duration.ofDays(7)),
                name,
                plugins(root),
                key(root, name),
                root.flag("compress", true),
                root.path("state_dir", machine.stateDir()),
                root.integer("buffer_reports", DEFAULT_BUFFER_REPORTS, 0, 1_000_000),
                root.bytes("buffer_bytes", DEFAULT_BUFFER_BYTES));
    }

    private static int port(Section root) {
        String key = root.has("hb_port") ? "hb_port" : "port";
        if (root.has("hb_port") && root.has("port")) {
            root.problem("hb_port", "is the same as port; keep one of the two");
        }
        return root.integer(key, DEFAULT_PORT, 1, 65_535);
    }

    private static List<ServerAddress> servers(Section root, int port) {
        List<ServerAddress> servers = new ArrayList<>();
        for (String text : root.texts("server")) {
            try {
                servers.add(ServerAddress.parse(text, port));
            } catch (IllegalArgumentException e) {
                root.problem("server", e.getMessage());
            }
        }
        return servers.stream().distinct().toList();
    }

    private static String name(Section root, MachineDefaults machine) {
        String name = root.text("name", machine.name().orElse(""));
        if (root.has("name") && !Names.host(name)) {
            root.problem(
                    "name",
                    "\"" + name + "\" is no host name: letters, digits, dots, hyphens and underscores, at most "
                            + Names.MAX_HOST);
        } else if (name.isEmpty()) {
            root.problem("name", "this machine has no usable host name; set one, such as `name: web1`");
        }
        return name;
    }

    private static Map<String, PluginSettings> plugins(Section root) {
        Map<String, PluginSettings> plugins = new LinkedHashMap<>();
        if (!root.has("plugins")) {
            DEFAULT_PLUGINS.forEach(name -> plugins.put(name, PluginSettings.DEFAULT));
        }
        root.sections("plugins").forEach((name, section) -> plugins.put(name, PluginSettings.from(section)));
        return plugins;
    }

    private static Optional<SigningKey> key(Section root, String name) {
        String host = Names.host(name) ? name : "unnamed"; // the name's own problem is reported already
        String id = root.text("key_id", host);
        Optional<String> secret = root.secret("key");
        if (secret.isEmpty() && root.has("key_id")) {
            root.problem("key_id", "there is no key that it could name; set key_file too");
        }
        try {
            return secret.map(text -> new SigningKey(id, text.getBytes(StandardCharsets.UTF_8), host));
        } catch (IllegalArgumentException e) {
            String secretKey = root.has("key_file") ? "key_file" : "key";
            root.problem(e.getMessage().startsWith("key id") ? "key_id" : secretKey, e.getMessage());
            return Optional.empty();
        }
    }

    /** The same, for other servers. */
    public AgentSettings withServers(List<ServerAddress> others) {
        return new AgentSettings(
                others, port, interval, name, plugins, key, compress, stateDir, bufferReports, bufferBytes);
    }

    /** The same, asking no plugin. */
    public AgentSettings withoutPlugins() {
        return new AgentSettings(
                servers, port, interval, name, Map.of(), key, compress, stateDir, bufferReports, bufferBytes);
    }

    /** Without the key, so that it can stand in a log. */
    @Override
    public String toString() {
        return "AgentSettings[name=" + name + ", servers=" + servers + ", interval=" + interval + ", plugins="
                + plugins.keySet() + ", signed=" + key.isPresent() + "]";
    }
}
