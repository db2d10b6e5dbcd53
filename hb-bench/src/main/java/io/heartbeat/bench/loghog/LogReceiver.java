package io.heartbeat.bench.loghog;

import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.receiver.Children;
import io.heartbeat.bench.receiver.LineFiles;
import io.heartbeat.bench.receiver.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One contestant, running: takes messages by TCP and UDP on one port and writes each as a line. Not thread-safe. */
final class LogReceiver implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 8 << 20;
    private static final long READY_SECONDS = 30;

    final String name;
    final int port;
    private final boolean syslog;
    private final LineFiles files;
    private final Children children = new Children();
    private final Process process;

    private LogReceiver(String name, int port, boolean syslog, LineFiles files, ProcessBuilder start, Path log)
            throws IOException, InterruptedException {
        this.name = name;
        this.port = port;
        this.syslog = syslog;
        this.files = files;
        process = children.start(start.redirectErrorStream(true).redirectOutput(log.toFile()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException(name + " did not start: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean listens() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    static LogReceiver loghog(Path folder) throws IOException, InterruptedException {
        int port = Ports.free();
        Path configuration = Files.writeString(
                folder.resolve("hb.yaml"),
                "loghog:\n  listen: 127.0.0.1:" + port + "\n  logdir: " + folder.resolve("logs")
                        + "\n  facilities: {shop: {rotate: yearly, backup_count: 1}}\n");
        Files.createDirectories(folder.resolve("logs/shop"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ReceiverMain.class.getName(),
                configuration.toString()));
        return new LogReceiver(
                "LogHog of Heartbeat",
                port,
                false,
                new LineFiles(folder.resolve("logs/shop"), "root.log"),
                new ProcessBuilder(command),
                folder.resolve("loghog.out"));
    }

    static LogReceiver rsyslog(Path folder) throws IOException, InterruptedException {
        int port = Ports.free();
        Path configuration = Files.writeString(
                folder.resolve("rsyslog.conf"),
                """
                global(workDirectory="%1$s")
                module(load="imudp" batchSize="128" timeRequery="32")
                module(load="imtcp")
                template(name="line" type="string" string="%%timereported:::date-rfc3339%% - %%hostname%% - %%msg%%\\n")
                input(type="imudp" address="127.0.0.1" port="%2$d" rcvbufSize="%3$d" ruleset="bench")
                input(type="imtcp" address="127.0.0.1" port="%2$d" ruleset="bench")
                ruleset(name="bench" queue.type="FixedArray" queue.size="100000" queue.dequeueBatchSize="1024") {
                  action(type="omfile" file="%1$s/received" template="line" ioBufferSize="256k" asyncWriting="on" \
                flushOnTXEnd="off" flushInterval="1")
                }
                """
                        .formatted(folder, port, RECEIVE_BUFFER));
        return new LogReceiver(
                "rsyslog",
                port,
                true,
                new LineFiles(folder, "received"),
                new ProcessBuilder(
                        "/usr/sbin/rsyslogd",
                        "-n",
                        "-f",
                        configuration.toString(),
                        "-i",
                        folder.resolve("pid").toString()),
                folder.resolve("rsyslog.out"));
    }

    /** @param root where the Debian packages of syslog-ng were unpacked */
    static LogReceiver syslogNg(Path root, Path folder) throws IOException, InterruptedException {
        int port = Ports.free();
        Path configuration = Files.writeString(
                folder.resolve("syslog-ng.conf"),
                """
                @version: 3.38
                options { time-reopen(1); use-dns(no); keep-hostname(yes); stats-freq(0); flush-lines(1000); };
                source s_in {
                  network(ip("127.0.0.1") port(%1$d) transport("tcp") log-iw-size(100000) log-fetch-limit(1000) max-connections(100));
                  network(ip("127.0.0.1") port(%1$d) transport("udp") so-rcvbuf(%2$d) log-iw-size(100000) log-fetch-limit(1000));
                };
                destination d_file { file("%3$s/received" template("${ISODATE} - ${HOST} - ${MSG}\\n") log-fifo-size(1000000)); };
                log { source(s_in); destination(d_file); flags(flow-control); };
                """
                        .formatted(port, RECEIVE_BUFFER, folder));
        ProcessBuilder start = new ProcessBuilder(
                root.resolve("usr/sbin/syslog-ng").toString(),
                "-F",
                "--no-caps",
                "-f",
                configuration.toString(),
                "-R",
                folder.resolve("persist").toString(),
                "-c",
                folder.resolve("control").toString(),
                "-p",
                folder.resolve("pid").toString(),
                "--module-path",
                root.resolve("usr/lib/syslog-ng/3.38").toString());
        String libraries = root.resolve("usr/lib/x86_64-linux-gnu") + ":" + root.resolve("lib/x86_64-linux-gnu") + ":"
                + root.resolve("usr/lib/syslog-ng");
        start.environment().put("LD_LIBRARY_PATH", libraries);
        return new LogReceiver(
                "syslog-ng", port, true, new LineFiles(folder, "received"), start, folder.resolve("syslog-ng.out"));
    }

    /** The messages of a pool, as this receiver wants them. */
    List<byte[]> messages(boolean stream) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String body = String.format(
                    Locale.ROOT, "INFO - request %06d of customer 4711 took 12.34 ms and was answered with 200", i);
            messages.add(
                    syslog
                            ? ("<14>Nov 21 07:36:05 athens shop: " + body + (stream ? "\n" : ""))
                                    .getBytes(StandardCharsets.UTF_8)
                            : io.heartbeat.wire.loghog.MessageWriter.plain()
                                    .frame(new io.heartbeat.wire.loghog.LogMessage(
                                            "shop", "web.requests", 1_790_000_000L, 250_000_000, "athens", body)));
        }
        return messages;
    }

    double cpuSeconds() throws IOException {
        return Machine.cpuSeconds(process.pid());
    }

    void mark() throws IOException {
        files.mark();
    }

    long lines() throws IOException {
        return files.lines();
    }

    void discard() throws IOException {
        files.truncate();
    }

    @Override
    public void close() {
        children.close();
    }
}
