package io.heartbeat.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's BIND 9 on loopback: zones dyn.example.org and lab.example.net and the reverse zones of 192.0.2.0/24 and
 * 2001:db8::/32, updated with the key {@code hb}. A missing program fails the test that needs it and says so.
 */
final class Bind implements AutoCloseable {
    static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTEyMzQ=";
    static final String WRONG = "d3JvbmctLXdyb25nLS13cm9uZy0td3JvbmctLTEyMzQ=";

    private static final Path NAMED = Path.of("/usr/sbin/named");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private Process process;

    Bind(Path folder) {
        this.folder = folder;
        this.port = freePort();
        assertThat(NAMED)
                .as("this test needs BIND: apt-get install -y bind9 bind9-dnsutils")
                .isExecutable();
        try {
            write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    int port() {
        return port;
    }

    /** A key file for nsupdate. */
    Path key(String secret) {
        try {
            return Files.writeString(folder.resolve(secret.substring(0, 5) + ".key"), key(secret, "hb"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        Path log = folder.resolve("named.log");
        try {
            Files.deleteIfExists(log);
            process = new ProcessBuilder(
                            NAMED.toString(),
                            "-g",
                            "-c",
                            folder.resolve("named.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as(text(log)).isTrue())
                .until(() -> text(log).contains(" running\n"));
    }

    void stop() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it answers, in dig's short form, a line a record. */
    List<String> ask(String name, String type) {
        return dig("+short", name, type).lines().filter(line -> !line.isBlank()).toList();
    }

    /** The answer's time to live, seconds. */
    int ttl(String name, String type) {
        return Integer.parseInt(dig("+noall", "+answer", name, type).split("\\s+", -1)[1]);
    }

    /** All records of a zone, as the server keeps them. */
    String zone(String name) {
        return dig("+noall", "+answer", name, "AXFR");
    }

    private String dig(String... question) {
        List<String> command =
                new ArrayList<>(List.of("dig", "@127.0.0.1", "-p", String.valueOf(port), "+tries=1", "+time=5"));
        command.addAll(List.of(question));
        try {
            Process dig = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(dig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("this test needs dig: apt-get install -y bind9-dnsutils", e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void write() throws IOException {
        String zones = "";
        for (String zone :
                List.of("dyn.example.org", "lab.example.net", "2.0.192.in-addr.arpa", "8.b.d.0.1.0.0.2.ip6.arpa")) {
            zones += "zone \"" + zone + "\" { type primary; file \"" + zone + ".db\"; allow-update { key hb; }; };\n";
            Files.writeString(
                    folder.resolve(zone + ".db"),
                    """
                    $TTL 60
                    @ IN SOA ns.dyn.example.org. root.dyn.example.org. 1 60 60 60 60
                    @ IN NS ns.dyn.example.org.
                    """
                            + (zone.equals("dyn.example.org")
                                    ? "ns IN A 127.0.0.1\nalias IN CNAME ns\nhand IN A 192.0.2.200\n"
                                    : ""));
        }
        Files.writeString(
                folder.resolve("named.conf"),
                """
                %s
                options {
                  directory "%s"; pid-file none; session-keyfile none; empty-zones-enable no;
                  listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
                  recursion no; dnssec-validation no; notify no;
                };
                controls { };
                %s
                """
                        .formatted(key(SECRET, "hb"), folder, port, zones));
    }

    private static String key(String secret, String name) {
        return "key \"" + name + "\" { algorithm hmac-sha256; secret \"" + secret + "\"; };\n";
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int i = 0; i < 100; i++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()))) {
                return udp.getLocalPort();
            } catch (IOException taken) {
                // free for one of the two only
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
