package io.heartbeat.loghog.client;

import io.heartbeat.wire.loghog.LogMessage;
import io.heartbeat.wire.loghog.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends messages from a thread of its own. {@link #log} never waits and never throws: when the queue is full the message is
 * dropped and counted. A broken connection is made again, after one second, then later and later, every thirty seconds at last;
 * meanwhile messages wait in the queue. The protocol has no acknowledgement: what was in the sockets when a server died is lost
 * unseen. Thread-safe.
 */
public final class LogHogClient implements AutoCloseable {
    private static final long FIRST_RETRY_MILLIS = 1_000;
    private static final long LAST_RETRY_MILLIS = 30_000;
    private static final long LOOK_MILLIS = 200;
    private static final int BATCH = 32 << 10;
    private static final String CUT = "… (cut)";

    private final LogHogOptions options;
    private final MessageWriter writer;
    private final SSLSocketFactory tls;
    private final BlockingQueue<LogMessage> queue;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;
    private volatile String problem;
    private Wire wire;
    private LogMessage held;

    /**
     * Starts the thread; the server need not be there yet.
     *
     * @throws IOException when a certificate or key cannot be used
     */
    public LogHogClient(LogHogOptions options) throws IOException {
        this.options = options;
        writer = new MessageWriter(options.secret(), options.signing(), options.compressed());
        tls = options.transport() == Transport.TLS ? PemKeys.factory(options.pemFile(), options.caFile()) : null;
        queue = new ArrayBlockingQueue<>(options.capacity());
        thread = new Thread(this::run, "loghog-sender");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Hands over one message.
     *
     * @param when the moment of the event
     * @param logger name of the logger, which the server calls module
     * @return false when it was dropped
     */
    public boolean log(Instant when, String logger, String body) {
        LogMessage message = LogMessage.at(when, options.application(), logger, options.hostname(), body);
        if (!closing && queue.offer(message)) {
            accepted.incrementAndGet();
            return true;
        }
        dropped.incrementAndGet();
        return false;
    }

    /** Messages that were taken over. */
    public long accepted() {
        return accepted.get();
    }

    /** Messages that were given to the network. */
    public long sent() {
        return sent.get();
    }

    /** Messages that were lost here: the queue was full, or the end came first. */
    public long dropped() {
        return dropped.get();
    }

    /** Messages whose body was cut to the server's bound. */
    public long cut() {
        return cut.get();
    }

    /** How often a connection broke or could not be made. */
    public long failures() {
        return failures.get();
    }

    /** Messages that wait. */
    public int waiting() {
        return queue.size();
    }

    /** Why nothing can be sent at present, null when it can. */
    public String problem() {
        return problem;
    }

    private void run() {
        long pause = FIRST_RETRY_MILLIS;
        while (!closing || !queue.isEmpty() || held != null) {
            try {
                if (held == null) {
                    held = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                }
                if (held != null) {
                    send();
                    pause = FIRST_RETRY_MILLIS;
                }
            } catch (IOException | RuntimeException broken) {
                problem = options + ": " + broken.getMessage();
                failures.incrementAndGet();
                disconnect();
                if (closing || !sleep(pause)) {
                    break;
                }
                pause = Math.min(LAST_RETRY_MILLIS, pause * 2);
            } catch (InterruptedException stopping) {
                break;
            }
        }
        disconnect();
        dropped.addAndGet(queue.size() + (held == null ? 0 : 1));
        queue.clear();
    }

    /** Sends the message in hand, over a stream with those that wait behind it. */
    private void send() throws IOException {
        if (wire == null) {
            wire = options.transport() == Transport.UDP ? new DatagramWire(options) : new StreamWire(options, tls);
        }
        ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH);
        batch.writeBytes(frame(held));
        int count = 1;
        while (wire.stream() && batch.size() < BATCH) {
            LogMessage next = queue.poll();
            if (next == null) {
                break;
            }
            batch.writeBytes(frame(next));
            count++;
        }
        // From here on these messages count as given away: sent twice would be worse than a hole that is counted.
        held = null;
        try {
            wire.send(batch.toByteArray(), batch.size());
        } catch (IOException broken) {
            dropped.addAndGet(count);
            throw broken;
        }
        problem = null;
        sent.addAndGet(count);
    }

    private byte[] frame(LogMessage message) {
        byte[] frame = writer.frame(message);
        int keep = message.body().length();
        boolean shortened = false;
        for (int over = frame.length - 8 - options.maxMessage();
                over > 0 && keep > 0;
                over = frame.length - 8 - options.maxMessage()) {
            shortened = true;
            keep = Math.max(0, keep - Math.max(16, over / 4));
            frame = writer.frame(new LogMessage(
                    message.application(),
                    message.module(),
                    message.stamp(),
                    message.nanos(),
                    message.hostname(),
                    message.body().substring(0, keep) + CUT));
        }
        if (shortened) {
            cut.incrementAndGet();
        }
        return frame;
    }

    private boolean sleep(long millis) {
        try {
            for (long slept = 0; slept < millis && !closing; slept += LOOK_MILLIS) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return true;
        } catch (InterruptedException stopping) {
            return false;
        }
    }

    private void disconnect() {
        Wire broken = wire;
        wire = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (IOException nothingToLose) {
                problem = options + ": " + nothingToLose.getMessage();
            }
        }
    }

    /** Sends what waits, for two seconds at most, and ends. */
    @Override
    public void close() {
        close(Duration.ofSeconds(2));
    }

    /** The same with another patience. What is left then is dropped and counted. */
    public void close(Duration patience) {
        closing = true;
        try {
            thread.join(patience.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(patience.toMillis());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
