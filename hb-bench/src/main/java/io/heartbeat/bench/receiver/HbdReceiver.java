package io.heartbeat.bench.receiver;

import java.io.IOException;

/** Our server as a receiver: a message has come through when its line stands in the journal. */
public final class HbdReceiver implements Receiver {
    private final HbdServer server;
    private final LineFiles journal;
    private final long pid;

    public HbdReceiver(HbdServer server) {
        this.server = server;
        this.journal = new LineFiles(server.journal(), "messages.journal");
        this.pid = server.pid();
    }

    @Override
    public String name() {
        return "hbd";
    }

    @Override
    public int port() {
        return server.udpPort();
    }

    @Override
    public long pid() {
        return pid;
    }

    /** The server behind it. */
    public HbdServer server() {
        return server;
    }

    /** Its journal. */
    public LineFiles journal() {
        return journal;
    }

    @Override
    public void mark() throws IOException {
        journal.mark();
    }

    @Override
    public long received() throws IOException {
        return journal.lines();
    }

    @Override
    public void discard() throws IOException {
        journal.discardBackups();
    }

    @Override
    public void close() {
        server.close();
    }
}
