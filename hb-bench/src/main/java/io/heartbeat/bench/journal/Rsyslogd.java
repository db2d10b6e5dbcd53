package io.heartbeat.bench.journal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's rsyslogd, which takes TCP on loopback and writes a file. */
final class Rsyslogd implements AutoCloseable {
    private static final int TRIES = 200;
    private static final int LOOK_MS = 50;

    private final Process process;
    private final int port;

    Rsyslogd(Path directory) throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(
                directory.resolve("rsyslog.conf"),
                "global(workDirectory=\"" + directory + "\")\nmodule(load=\"imtcp\" maxSessions=\"500\")\n"
                        + "input(type=\"imtcp\" address=\"127.0.0.1\" port=\"" + port + "\")\n"
                        + "action(type=\"omfile\" file=\"" + directory.resolve("syslog") + "\")\n");
        process = new ProcessBuilder(List.of(
                        "/usr/sbin/rsyslogd",
                        "-n",
                        "-f",
                        config.toString(),
                        "-i",
                        directory.resolve("pid").toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("rsyslogd.log").toFile())
                .start();
        for (int i = 0; !listens(); i++) {
            if (i == TRIES || process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "rsyslogd does not listen: " + Files.readString(directory.resolve("rsyslogd.log")));
            }
        }
    }

    int port() {
        return port;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LOOK_MS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
