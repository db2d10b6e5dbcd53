package io.heartbeat.pump.sender.rsyslog;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's rsyslogd, on a port and in a directory of its own. */
final class Rsyslogd implements AutoCloseable {
    private static final String TEMPLATE =
            "%pri%|%timestamp:::date-rfc3339%|%hostname%|%app-name%|%procid%|%msgid%" + "|%structured-data%|%msg%\\n";

    final int port;
    private final Path directory;
    private final Process process;

    /** @param certificates directory with ca.pem, server.pem and server.key; null for plain TCP */
    Rsyslogd(Path directory, Path certificates, int port) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.port = port;
        Path config = Files.writeString(directory.resolve("rsyslog.conf"), config(certificates));
        process = new ProcessBuilder("/usr/sbin/rsyslogd", "-n", "-f", config + "", "-i", directory.resolve("pid") + "")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        await().atMost(Duration.ofMinutes(1)).until(this::listens);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("rsyslogd ended: " + Files.readString(directory.resolve("log")));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String config(Path certificates) {
        String tls = certificates == null
                ? ""
                : "global(DefaultNetstreamDriver=\"gtls\" DefaultNetstreamDriverCAFile=\"" + certificates + "/ca.pem\""
                        + " DefaultNetstreamDriverCertFile=\"" + certificates + "/server.pem\""
                        + " DefaultNetstreamDriverKeyFile=\"" + certificates + "/server.key\")\n";
        String driver = certificates == null
                ? ""
                : " StreamDriver.Name=\"gtls\" StreamDriver.Mode=\"1\" StreamDriver.AuthMode=\"anon\"";
        return "global(workDirectory=\"" + directory + "\" maxMessageSize=\"64k\")\n" + tls
                + "module(load=\"imtcp\"" + driver + ")\n"
                + "input(type=\"imtcp\" address=\"127.0.0.1\" port=\"" + port + "\")\n"
                + "template(name=\"t\" type=\"string\" string=\"" + TEMPLATE + "\")\n"
                + "action(type=\"omfile\" file=\"" + directory.resolve("out") + "\" template=\"t\")\n";
    }

    /** What arrived, once there are so many lines. */
    List<String> lines(int count) {
        await().atMost(Duration.ofMinutes(1)).until(() -> read().size() >= count);
        return read();
    }

    private List<String> read() {
        try {
            return Files.exists(directory.resolve("out")) ? Files.readAllLines(directory.resolve("out")) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
