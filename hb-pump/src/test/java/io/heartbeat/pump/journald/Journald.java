package io.heartbeat.pump.journald;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Debian's systemd-journald of its own: in a mount namespace where {@code /run}, {@code /var/log} and {@code /etc/systemd} are
 * directories of the test, so that it meets no other and leaves nothing behind. Needs the right to mount: root, or a kernel
 * that gives it to users within a namespace.
 */
final class Journald implements AutoCloseable {
    static final String NAMESPACE = "hbtest";
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private final Path root;
    private final Process process;
    private final SocketChannel socket;

    /** Starts it with lines of {@code journald.conf}. */
    Journald(Path root, String... settings) throws IOException {
        this.root = root;
        for (String directory : List.of("run/log", "run/systemd", "var/log", "etc")) {
            Files.createDirectories(root.resolve(directory));
        }
        Files.writeString(root.resolve("machine-id"), ID + "\n");
        Files.writeString(
                root.resolve("etc/journald@" + NAMESPACE + ".conf"),
                "[Journal]\nRateLimitIntervalSec=0\nReadKMsg=no\nAudit=no\n" + String.join("\n", settings) + "\n");
        process = start();
        Path path = root.resolve("run/systemd/journal." + NAMESPACE + "/stdout");
        Awaitility.await().atMost(90, TimeUnit.SECONDS).until(() -> Files.exists(path));
        socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        socket.connect(UnixDomainSocketAddress.of(path));
        write("hbtest\nhbtest.service\n6\n1\n0\n0\n0\n");
    }

    private Process start() throws IOException {
        String mounts = "mount --bind \"$0/var/log\" /var/log && mount --bind \"$0/etc\" /etc/systemd"
                + " && mount --bind \"$0/machine-id\" /etc/machine-id && mount --bind \"$0/run\" /run"
                + " && exec /lib/systemd/systemd-journald " + NAMESPACE;
        boolean isRoot = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        ProcessBuilder builder = new ProcessBuilder(
                "unshare", isRoot ? "-m" : "-rm", "--propagation", "private", "sh", "-c", mounts, root.toString());
        builder.environment().putAll(Map.of("SYSTEMD_LOG_TARGET", "null"));
        return builder.redirectErrorStream(true)
                .redirectOutput(root.resolve("journald.log").toFile())
                .start();
    }

    /** What it writes, seen from outside. */
    JournalSource source() {
        return new JournalSource(root, List.of(), NAMESPACE, Set.of(JournalFlag.OS_ROOT), List.of());
    }

    Path files() {
        return root.resolve("var/log/journal/" + ID + "." + NAMESPACE);
    }

    /** Logs one line; it is in the journal some milliseconds later. */
    void log(String line) {
        write(line + "\n");
    }

    private void write(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                socket.write(bytes);
            }
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    /** Closes the current file and begins another. */
    void rotate() throws IOException {
        long before = count();
        Tool.run(List.of("kill", "-USR2", Long.toString(process.pid())));
        Awaitility.await().atMost(90, TimeUnit.SECONDS).until(() -> count() > before);
    }

    private long count() throws IOException {
        try (var files = Files.list(files())) {
            return files.count();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        process.destroyForcibly();
        process.onExit().join();
    }
}
