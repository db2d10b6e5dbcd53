package io.heartbeat.loghog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.heartbeat.Configured;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.wire.loghog.LogMessage;
import io.heartbeat.wire.loghog.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** A receiver with its store, on ports that are free, and somebody who sends to it. */
final class Running implements AutoCloseable {
    static final Duration SOON = Duration.ofMinutes(1);

    final Telemetry telemetry;
    final LogStore store;
    final LogHogServer server;
    private final Path directory;

    /** @param yaml what stands under {@code loghog:}, besides where to listen and the folder */
    Running(Path directory, TimeSource time, String yaml) {
        this.directory = directory;
        telemetry = new Telemetry(time);
        store = new LogStore(directory.resolve("logs.catalogue"), time, Thread::new, telemetry);
        server = new LogHogServer(settings(directory, yaml), store, time, telemetry, Thread::new);
        server.open();
    }

    static LogHogSettings settings(Path directory, String yaml) {
        String all = "loghog:\n  listen: 127.0.0.1:0\n  logdir: " + directory.resolve("logs") + "\n" + yaml.indent(2);
        return Configured.by(all, root -> LogHogSettings.from(root, directory));
    }

    static LogMessage message(String host, String body) {
        return new LogMessage("shop", "web.pay", 1, 2, host, body);
    }

    static byte[] frame(String host, String body) {
        return MessageWriter.plain().frame(message(host, body));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    InetSocketAddress address(String protocol) {
        return server.ports().stream()
                .filter(port -> port.protocol().equals(protocol))
                .findFirst()
                .orElseThrow()
                .address();
    }

    void datagram(byte[] content) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(content, content.length, address("UDP")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket connect() throws IOException {
        InetSocketAddress address = address("TCP");
        return new Socket(address.getAddress(), address.getPort());
    }

    void stream(byte[]... frames) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(join(frames));
        }
    }

    Path file(String relative) {
        return directory.resolve("logs").resolve(relative);
    }

    /** The lines of a file, once there are so many. */
    List<String> lines(String relative, int count) {
        return await().atMost(SOON).until(() -> read(relative), lines -> lines.size() >= count);
    }

    /** Those without the moment. */
    List<String> said(String relative, int count) {
        return lines(relative, count).stream().map(line -> line.substring(29)).toList();
    }

    /** The lines that are whole: a long write is seen page by page. */
    private List<String> read(String relative) {
        try {
            String all = Files.exists(file(relative)) ? new String(Files.readAllBytes(file(relative)), UTF_8) : "";
            return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A counter, once it has that value; labels as {@code reason=empty}. */
    void counted(String name, String labels, double value) {
        await().atMost(SOON).until(() -> count(name, labels) == value);
    }

    double count(String name, String labels) {
        return telemetry.instruments().stream()
                .filter(one ->
                        one.name().equals(name) && one.labels().toString().equals("{" + labels + "}"))
                .mapToDouble((Instrument one) -> one.value().getAsDouble())
                .sum();
    }

    /** Datagrams that the kernel dropped at our socket. */
    double droppedByKernel() {
        return count(
                "hbd_loghog_datagrams_dropped_by_kernel_total",
                "port=" + address("UDP").getPort());
    }

    /** The thread that reads datagrams. */
    Executor datagramReader() {
        return server.ports().stream()
                .filter(UdpPort.class::isInstance)
                .map(port -> ((UdpPort) port).channel().eventLoop())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
