package io.heartbeat.bench.receiver;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's rsyslog in the foreground, imudp to omfile, with a configuration, work directory and process id file of its own.
 * Set up to be quick: batches from the socket, a queue in memory, a writer of its own with a large buffer. With JSON, each
 * message is parsed and written as it was received, as our journal does; writing the parsed tree would cost it more.
 */
public final class RsyslogReceiver implements Receiver {
    private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");
    private static final String OUTPUT = "received";

    private final Children children;
    private final boolean json;
    private final Process process;
    private final int port;
    private final LineFiles files;

    /**
     * @param directory an empty one
     * @param json whether each message goes through mmjsonparse before it is written
     */
    public RsyslogReceiver(Children children, Path directory, int bufferBytes, boolean json)
            throws IOException, InterruptedException {
        this.children = children;
        this.json = json;
        this.port = Ports.free();
        this.files = new LineFiles(directory, OUTPUT);
        Path configuration =
                Files.writeString(directory.resolve("rsyslog.conf"), configuration(directory, port, bufferBytes, json));
        Path log = directory.resolve("rsyslogd.log");
        process = children.start(new ProcessBuilder(command(configuration, directory.resolve("rsyslogd.pid")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
        awaitSocket(log);
    }

    /** Whether rsyslog is installed here. */
    public static boolean available() {
        return Files.isExecutable(PROGRAM);
    }

    private static List<String> command(Path configuration, Path pidFile) {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-n"));
        command.add("-f");
        command.add(configuration.toString());
        command.add("-i");
        command.add(pidFile.toString());
        return command;
    }

    static String configuration(Path directory, int port, int bufferBytes, boolean json) {
        String parse = json ? "  action(type=\"mmjsonparse\" cookie=\"\" useRawMsg=\"on\")\n" : "";
        return """
                global(workDirectory="%1$s")
                module(load="imudp" batchSize="128" timeRequery="32")
                %2$s
                template(name="line" type="string" string="%%rawmsg%%\\n")
                input(type="imudp" address="127.0.0.1" port="%3$d" rcvbufSize="%4$d" ruleset="bench")
                ruleset(name="bench" queue.type="FixedArray" queue.size="100000" queue.dequeueBatchSize="1024") {
                %5$s  action(type="omfile" file="%1$s/%6$s" template="line" ioBufferSize="256k" asyncWriting="on" \
                flushOnTXEnd="off" flushInterval="1")
                }
                """
                .formatted(directory, json ? "module(load=\"mmjsonparse\")" : "", port, bufferBytes, parse, OUTPUT);
    }

    private void awaitSocket(Path log) throws IOException, InterruptedException {
        for (int i = 0; i < 100 && process.isAlive(); i++) {
            if (bound()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        children.end(process);
        throw new IOException("rsyslogd did not listen; it said: " + Files.readString(log));
    }

    private boolean bound() {
        try (DatagramSocket probe = new DatagramSocket(null)) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (SocketException taken) {
            return true;
        }
    }

    @Override
    public String name() {
        return json ? "rsyslog, mmjsonparse" : "rsyslog, raw";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void mark() throws IOException {
        files.mark();
    }

    @Override
    public long received() throws IOException {
        return files.lines();
    }

    @Override
    public void discard() throws IOException {
        if (Files.exists(files.current())) {
            files.truncate();
        }
    }

    @Override
    public void close() {
        children.end(process);
    }
}
