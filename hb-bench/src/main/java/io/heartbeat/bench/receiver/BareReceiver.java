package io.heartbeat.bench.receiver;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/** {@link CountLoop} in a JVM of its own. */
public final class BareReceiver implements Receiver {
    private final Children children;
    private final Process process;
    private final int port;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private long marked;

    public BareReceiver(Children children, int bufferBytes) throws IOException {
        this.children = children;
        this.port = Ports.free();
        String java = ProcessHandle.current().info().command().orElse("java");
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CountLoop.class.getName(),
                Integer.toString(port),
                Integer.toString(bufferBytes));
        process = children.start(builder.redirectError(Redirect.INHERIT));
        answers = process.inputReader(StandardCharsets.US_ASCII);
        questions = process.outputWriter(StandardCharsets.US_ASCII);
        if (!"ready".equals(answers.readLine())) {
            children.end(process);
            throw new IOException("the bare loop did not start");
        }
    }

    @Override
    public String name() {
        return "bare loop";
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
        marked = count();
    }

    @Override
    public long received() throws IOException {
        return count() - marked;
    }

    @Override
    public void discard() {
        // It keeps nothing.
    }

    private long count() throws IOException {
        questions.write("count\n");
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the bare loop has ended");
        }
        return Long.parseLong(answer);
    }

    @Override
    public void close() {
        children.end(process);
    }
}
