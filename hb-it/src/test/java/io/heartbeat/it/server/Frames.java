package io.heartbeat.it.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What somebody hears on a WebSocket. */
final class Frames implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder begun = new StringBuilder();
    private final List<Awaited> awaited = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    private record Awaited(String part, CompletableFuture<String> frame) {}

    Frames(URI address, String token) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(address, this)
                .join();
    }

    /** All frames so far. */
    String all() {
        return String.join("\n", heard);
    }

    /** Waits for a frame with this text in it, or takes one that was heard already. */
    void await(String part) {
        CompletableFuture<String> frame = new CompletableFuture<>();
        awaited.add(new Awaited(part, frame));
        heard.forEach(this::tell);
        frame.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private void tell(String frame) {
        awaited.stream().filter(each -> frame.contains(each.part())).forEach(each -> each.frame()
                .complete(frame));
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        begun.append(text);
        if (last) {
            String frame = begun.toString();
            begun.setLength(0);
            heard.add(frame);
            tell(frame);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
