package io.heartbeat.pump.sender.heartbeat;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.PeerSocket;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.wire.loghamster.Init;
import io.heartbeat.wire.loghamster.Tail;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Appends batches to the stream; one is acknowledged when the server has synced it. A batch that is offered again is
 * recognised by its first cursor, and only what the server lacks is sent.
 */
final class HeartbeatSender implements Sender {
    private static final Logger LOG = System.getLogger(HeartbeatSender.class.getName());
    private static final byte[] LINE_END = {'\n'};

    private final HeartbeatPlan plan;
    private final String log;
    private final Marks marks;
    private final Lines lines;
    private final TimeSource time;
    private Mark mark;
    private Talk talk;
    /** Whether what the server has was held against the mark. */
    private boolean agreed;

    HeartbeatSender(HeartbeatPlan plan, String log, Marks marks, TimeSource time) throws IOException {
        this.plan = plan;
        this.log = log;
        this.marks = marks;
        this.time = time;
        this.lines = new Lines(plan.whole());
        this.mark = marks.read(plan.host() + ":" + log);
    }

    void connect() throws IOException {
        PeerSocket socket = PeerSocket.open(plan.server(), plan.port(), plan.tls(), plan.patience());
        Init.Resume resume = new Init.Resume(mark.start(), mark.id(), false);
        try {
            talk = new Talk(socket, new Init(plan.host(), log, plan.service(), Optional.of(resume)));
            agreed = false;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw new IOException(plan.server() + ":" + plan.port() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void send(Batch batch) throws IOException {
        byte[] bytes = lines.of(batch);
        String first = batch.cursor(batch.next(0));
        if (talk == null) {
            connect();
        }
        int skip = agreed ? 0 : agree(first, bytes);
        if (skip == 0 && !mark.first().equals(first)) {
            mark = mark.next(first, bytes, last(mark.last(), bytes));
            marks.write(mark);
        }
        talk.send(bytes, skip);
        talk.awaitStored(mark.end(), plan.patience(), time);
        batch.acknowledgeAll();
    }

    /** Finds out what of the batch the server has; where both know different things, a new stream begins. */
    private int agree(String first, byte[] bytes) throws IOException {
        long stored = talk.stored();
        boolean again = mark.first().equals(first);
        if (again && stored >= mark.start() && stored - mark.start() <= bytes.length) {
            int had = (int) (stored - mark.start());
            byte[] part = java.util.Arrays.copyOf(bytes, had);
            if (same(last(mark.before(), part))) {
                Mark begun = new Mark(mark.id(), mark.log(), "", 0, new byte[0], mark.start(), mark.before());
                mark = begun.next(first, bytes, last(mark.before(), bytes));
                marks.write(mark);
                agreed = true;
                return had;
            }
        } else if (!again && stored == mark.end() && same(mark.last())) {
            agreed = true;
            return 0;
        }
        begin(stored);
        return 0;
    }

    private boolean same(byte[] last) {
        return Tail.print(last).equals(talk.tail());
    }

    /** A new stream; a line that the old one may have left without its end gets one. */
    private void begin(long stored) throws IOException {
        boolean behind = stored > 0 || mark.end() > 0;
        talk.close();
        mark = Mark.fresh(mark.log());
        connect();
        agreed = true;
        if (behind) {
            LOG.log(
                    Level.INFO,
                    "{0} knows another end of this log than its sender: what was sent last may be there twice",
                    plan.server());
            talk.send(LINE_END, 0);
            mark = mark.next("", LINE_END, LINE_END);
        }
    }

    private static byte[] last(byte[] before, byte[] bytes) {
        Tail tail = new Tail(before);
        tail.update(ByteBuffer.wrap(bytes));
        return tail.bytes();
    }

    @Override
    public void close() {
        if (talk != null) {
            talk.close();
            talk = null;
        }
    }
}
