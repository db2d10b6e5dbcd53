package io.heartbeat.setup;

import io.heartbeat.access.AccessSettings;
import io.heartbeat.settings.Network;
import io.heartbeat.settings.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where people and programs reach the server by HTTP and WebSocket.
 *
 * @param host address that all of these ports are bound to; {@link #EVERYWHERE} for all
 * @param port HTTP
 * @param wsPort WebSocket, 0 for none
 * @param wssPort WebSocket over TLS, 0 for none
 * @param certificate PEM file with the certificate and its chain
 * @param privateKey PEM file with the private key
 * @param logFile file that the server logs to besides its standard error
 * @param trustedProxies whose word on a client's address and TLS counts
 */
public record WebSettings(
        String host,
        int port,
        int wsPort,
        int wssPort,
        Path certificate,
        Path privateKey,
        Optional<Path> logFile,
        List<Network> trustedProxies) {
    /** Binds to all addresses, of IPv4 and IPv6. */
    public static final String EVERYWHERE = "0.0.0.0";

    private static final String LOOPBACK = "127.0.0.1";

    /** Reads hbd_host, hbd_port, ws_port, wss_port, cert_path, wss_pem, wss_key, logfile and trusted_proxies. */
    static WebSettings from(Section root, AccessSettings access) {
        Path certificates = root.path("cert_path", Path.of("/usr/local/etc/ssl/"));
        WebSettings settings = new WebSettings(
                root.text("hbd_host", access.allowAnonymous() || access.loginNeeded() ? EVERYWHERE : LOOPBACK),
                root.integer("hbd_port", 50004, 1, 65535),
                root.integer("ws_port", 50005, 0, 65535),
                root.integer("wss_port", 0, 0, 65535),
                certificates.resolve(root.text("wss_pem", "fullchain.pem")),
                certificates.resolve(root.text("wss_key", "privkey.pem")),
                Optional.ofNullable(root.path("logfile", null)),
                networks(root));
        settings.checkPorts(root);
        if (settings.wssPort > 0) {
            readable(root, "wss_pem", settings.certificate);
            readable(root, "wss_key", settings.privateKey);
        }
        return settings;
    }

    private static List<Network> networks(Section root) {
        List<Network> networks = new ArrayList<>();
        for (String text : root.texts("trusted_proxies")) {
            Optional<Network> network = Network.read(text);
            network.ifPresentOrElse(
                    networks::add,
                    () -> root.problem(
                            "trusted_proxies",
                            "must be addresses or networks, such as 127.0.0.1 or 10.0.0.0/8; found " + text));
        }
        return List.copyOf(networks);
    }

    private void checkPorts(Section root) {
        Map<Integer, String> taken = new LinkedHashMap<>();
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("hbd_port", port);
        ports.put("ws_port", wsPort);
        ports.put("wss_port", wssPort);
        ports.forEach((key, number) -> {
            String other = number == 0 ? null : taken.putIfAbsent(number, key);
            if (other != null) {
                root.problem(
                        root.has(key) ? key : other, number + " is the " + (root.has(key) ? other : key) + " already");
            }
        });
    }

    private static void readable(Section root, String key, Path file) {
        if (!Files.isReadable(file)) {
            root.problem(
                    root.has(key) ? key : "wss_port",
                    "needs " + file + ", which cannot be read; set cert_path and " + key);
        }
    }
}
