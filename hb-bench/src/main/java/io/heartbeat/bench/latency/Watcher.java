package io.heartbeat.bench.latency;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A client of the live feed that looks for stamps in every frame. */
final class Watcher implements WebSocket.Listener, AutoCloseable {
    private final Sightings sightings;
    private final StringBuilder frame = new StringBuilder();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicReference<String> ended = new AtomicReference<>();
    private final WebSocket socket;

    Watcher(URI address, Sightings sightings) throws IOException {
        this.sightings = sightings;
        try {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .connectTimeout(java.time.Duration.ofSeconds(10))
                    .buildAsync(address, this)
                    .orTimeout(15, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IOException("no live feed at " + address + ": " + e.getCause(), e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        frame.append(part);
        if (last) {
            long now = Stamp.now();
            Stamp.each(frame, stamp -> sightings.shown(stamp, now));
            frame.setLength(0);
            frames.incrementAndGet();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended.set("closed by the server: " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended.set("failed: " + error);
    }

    /** Frames so far. */
    long frames() {
        return frames.get();
    }

    /** Why the feed ended, null while it has not. */
    String ended() {
        return ended.get();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
