package io.heartbeat.it.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's BIND on loopback with the zone dyn.example.org, which the key {@code hb} may update. */
final class Named extends Program {
    private static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTEyMzQ=";

    private Named(Path folder) {
        super(folder, "named", List.of(Tool.find("named", "bind9").toString(), "-g", "-c", folder + "/named.conf"));
    }

    /** Starts it, with what an earlier one in this folder had; waits until it answers. */
    static Named start(Path folder, int port) {
        try {
            write(folder, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Named named = new Named(folder);
        try {
            named.awaitOutput(" running\n");
        } catch (RuntimeException | Error e) {
            named.close();
            throw e;
        }
        return named;
    }

    /** The lines of a configuration that has hosts' addresses brought to the one on this port; writes its key into a folder. */
    static List<String> configuration(Path folder, int port) throws IOException {
        Path secret = Files.writeString(folder.resolve("tsig.secret"), SECRET + "\n");
        return List.of(
                "dyndomains: [dyn.example.org]",
                "dns_server: 127.0.0.1",
                "dns_port: " + port,
                "dns_tsig_name: hb",
                "dns_tsig_secret_file: " + secret);
    }

    /** What it answers to a question for an address, a line a record. */
    static List<String> ask(int port, String name) {
        String dig = Tool.find("dig", "bind9-dnsutils").toString();
        try {
            Process asked = new ProcessBuilder(
                            dig, "@127.0.0.1", "-p", String.valueOf(port), "+tries=1", "+time=5", "+short", name, "A")
                    .start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path folder, int port) throws IOException {
        Path zone = folder.resolve("dyn.example.org.db");
        if (!Files.exists(zone)) {
            Files.writeString(zone, "$TTL 60\n@ IN SOA ns root 1 60 60 60 60\n@ IN NS ns\nns IN A 127.0.0.1\n");
        }
        Files.writeString(
                folder.resolve("named.conf"),
                """
                key "hb" { algorithm hmac-sha256; secret "%s"; };
                options {
                  directory "%s"; pid-file none; session-keyfile none;
                  listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
                  recursion no; dnssec-validation no; notify no;
                };
                controls { };
                zone "dyn.example.org" { type primary; file "%s"; allow-update { key hb; }; };
                """
                        .formatted(SECRET, folder, port, zone));
    }
}
