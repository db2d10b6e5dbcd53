package io.heartbeat.bench.load;

import java.io.IOException;
import java.nio.file.Path;

/** Which sender to take. */
public enum Senders {
    /** The C program with UDP_SEGMENT if it compiles here, else the JDK's. */
    AUTO,
    /** The C program with UDP_SEGMENT. */
    SEGMENT,
    /** The C program with sendmmsg alone. */
    MMSG,
    /** The JDK's DatagramChannel. */
    JAVA;

    /**
     * The sender.
     *
     * @param directory where it may compile and keep files
     * @throws IOException when the C program was asked for and cannot be compiled
     */
    public Sender open(Path directory) throws IOException, InterruptedException {
        if (this == JAVA) {
            return new JavaSender();
        }
        NativeSender compiled = NativeSender.compile(directory).orElse(null);
        if (compiled == null && this != AUTO) {
            throw new IOException("the native sender does not compile: install gcc, or use --sender java");
        }
        if (compiled == null) {
            return new JavaSender();
        }
        return this == MMSG ? compiled.withoutSegments() : compiled;
    }
}
