package io.heartbeat.pump.journald;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A running process whose output a thread of its own fetches, at most 1 MiB ahead. {@link #wake()} is thread-safe. */
final class ExportProcess implements AutoCloseable {
    private static final int PIECE = 64 * 1024;
    private static final int AHEAD = 16;
    private static final byte[] WAKE = {};

    private final Process process;
    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(AHEAD);
    private final Thread fetcher;
    private volatile boolean over;

    ExportProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        fetcher = new Thread(this::fetch, "journalctl-output");
        fetcher.setDaemon(true);
        fetcher.start();
    }

    private void fetch() {
        byte[] buffer = new byte[PIECE];
        try (InputStream out = process.getInputStream()) {
            for (int got = out.read(buffer); got >= 0; got = out.read(buffer)) {
                if (got > 0) {
                    pieces.put(Arrays.copyOf(buffer, got));
                }
            }
        } catch (IOException | InterruptedException ended) {
            // close() or the end of the process.
        }
        over = true;
        wake();
    }

    /** The next piece, empty when woken, null when the time is over. */
    byte[] poll(long millis) throws InterruptedException {
        return pieces.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** The next piece if there is one. */
    byte[] poll() {
        return pieces.poll();
    }

    /** Whether all output was fetched and taken. */
    boolean over() {
        return over && pieces.isEmpty();
    }

    /** Ends a wait; where there is output already nobody waits. */
    void wake() {
        pieces.offer(WAKE);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        fetcher.interrupt();
    }
}
