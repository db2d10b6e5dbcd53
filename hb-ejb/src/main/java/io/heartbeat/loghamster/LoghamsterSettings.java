package io.heartbeat.loghamster;

import io.heartbeat.settings.Format;
import io.heartbeat.settings.Section;
import io.heartbeat.wire.loghamster.Dialogue;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The LogHamster server as configured: under {@code loghamster} in YAML, or in the original's TOML, with the same keys.
 *
 * @param listen where to listen
 * @param directory {@code server.basedirectory}: outputs lie below it
 * @param template {@code server.pathtemplate}: path of an output below the directory
 * @param outputs {@code output.NAME.path}: paths of certain services or hosts
 * @param sync whether bytes are on the disk before they are acknowledged
 * @param ackInterval how often acknowledgements leave at most
 * @param maxConnections at once
 * @param maxOutputs that are opened from a start on at most; their senders try again
 * @param patience how long a connection may take to its INIT
 * @param rateLimit bytes a second for one stream, 0 for no limit
 * @param rolling when outputs are rotated
 * @param tls the port with TLS, when there is one
 */
public record LoghamsterSettings(
        InetSocketAddress listen,
        Path directory,
        String template,
        Map<String, String> outputs,
        boolean sync,
        Duration ackInterval,
        int maxConnections,
        int maxOutputs,
        Duration patience,
        long rateLimit,
        OutputRolling rolling,
        Optional<TlsPort> tls) {
    private static final int TLS_PORT = 7008;
    private static final List<String> OF_THE_CLIENT = List.of("target", "input", "debug", "state", "name");

    /** Copies the map. */
    public LoghamsterSettings {
        outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /**
     * The port with TLS.
     *
     * @param listen where to listen
     * @param certificate PEM, the chain
     * @param key PEM, PKCS #8
     * @param clientCa whose certificates clients must have; absent: none is asked for
     */
    public record TlsPort(InetSocketAddress listen, Path certificate, Path key, Optional<Path> clientCa) {}

    /** Reads {@code loghamster}; empty when it is not there: then nothing listens. */
    public static Optional<LoghamsterSettings> from(Section root, Path dataDir) {
        if (!root.has("loghamster")) {
            return Optional.empty();
        }
        Section own = root.section("loghamster");
        if (!own.has("config")) {
            return Optional.of(read(own, dataDir));
        }
        List<String> others =
                own.keys().stream().filter(key -> !key.equals("config")).toList();
        others.forEach(key -> {
            own.has(key);
            own.problem(key, "stands beside config; put it into that file, or leave config out");
        });
        return Optional.of(read(own.file("config", Format.TOML), dataDir));
    }

    private static LoghamsterSettings read(Section own, Path dataDir) {
        OF_THE_CLIENT.forEach(own::has);
        checkMode(own);
        Section server = own.section("server");
        Section listening = server.has("listen") || !own.has("listen") ? server : own;
        return new LoghamsterSettings(
                address(listening, "listen", Dialogue.PORT),
                directory(own, server, dataDir),
                template(server),
                outputs(own),
                server.flag("sync", true),
                server.seconds("ack_interval", Duration.ofMillis(100), Duration.ofMillis(1), Duration.ofSeconds(10)),
                server.integer("max_connections", 4_096, 1, 1_000_000),
                server.integer("max_outputs", 100_000, 1, 10_000_000),
                server.seconds("handshake_timeout", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofHours(1)),
                server.bytes("rate_limit", 0),
                OutputRolling.from(server),
                tls(server));
    }

    private static void checkMode(Section own) {
        if (own.text("mode", "server").equalsIgnoreCase("client")) {
            own.problem("mode", "is client: that is the agent's, `hbc -c FILE`; a server needs mode server");
        }
        if (own.section("prometheus").flag("enabled", false)) {
            own.section("prometheus")
                    .warning("enabled", "the figures are on /metrics of hbd_port, nothing else listens");
        }
        List.of("listen", "path").forEach(own.section("prometheus")::has);
        if (own.has("syslog")) {
            own.warning("syslog", "is passed over: the server's own log goes where hbd's goes");
        }
    }

    private static Path directory(Section own, Section server, Path dataDir) {
        Section from = server.has("basedirectory") || !own.has("directory") ? server : own;
        return from.path(
                from == server ? "basedirectory" : "directory",
                dataDir.resolve("loghamster").resolve("logs"));
    }

    private static String template(Section server) {
        String template = server.text("pathtemplate", Destinations.DEFAULT);
        Destinations.fault(template, false).ifPresent(fault -> server.problem("pathtemplate", fault));
        return template;
    }

    private static Map<String, String> outputs(Section own) {
        Map<String, String> outputs = new LinkedHashMap<>();
        own.sections("output").forEach((name, output) -> {
            String path = output.text("path", "");
            Destinations.fault(path, true).ifPresent(fault -> output.problem("path", fault));
            outputs.put(name, path);
        });
        return outputs;
    }

    private static Optional<TlsPort> tls(Section server) {
        if (!server.has("tls")) {
            return Optional.empty();
        }
        Section tls = server.section("tls");
        for (String key : List.of("certificate", "key")) {
            if (!tls.has(key)) {
                tls.problem(key, "is needed for TLS: a PEM file");
            }
        }
        return Optional.of(new TlsPort(
                address(tls, "listen", TLS_PORT),
                tls.path("certificate", Path.of("")),
                tls.path("key", Path.of("")),
                Optional.ofNullable(tls.path("client_ca", null))));
    }

    /** {@code :7007}, {@code 7007}, {@code 192.0.2.1:7007}, {@code [::1]:7007}. */
    private static InetSocketAddress address(Section section, String key, int port) {
        String text = section.text(key, ":" + port).strip();
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
        String digits = text.substring(colon + 1);
        int number = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
        InetSocketAddress address = number < 0 || number > 65_535
                ? null
                : host.isEmpty() || host.equals("*")
                        ? new InetSocketAddress(number)
                        : new InetSocketAddress(host, number);
        if (address == null || address.isUnresolved()) {
            section.problem(key, "must be an address to listen on, such as :" + port + "; found `" + text + "`");
            return new InetSocketAddress(port);
        }
        return address;
    }
}
