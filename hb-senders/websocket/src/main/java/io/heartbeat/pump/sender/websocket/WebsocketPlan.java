package io.heartbeat.pump.sender.websocket;

import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.sender.Socks5;
import io.heartbeat.pump.sender.Tls;
import io.heartbeat.pump.sender.WebAddress;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Where and how.
 *
 * @param uri ws or wss
 * @param tls null for a plain connection
 * @param proxy null for none
 * @param maxBatch bytes of the entries in one frame, before compression; 0 for one entry a frame
 * @param snappy whether a frame is one raw block of Snappy
 * @param deflate whether permessage-deflate is offered
 */
record WebsocketPlan(WebAddress uri, Tls tls, Socks5 proxy, int maxBatch, boolean snappy, boolean deflate)
        implements SenderPlan {
    private static final int DEFAULT_BATCH = 1 << 20;
    private static final long LARGEST_BATCH = 1 << 28;

    private enum Compression {
        SNAPPY,
        NONE
    }

    private enum Extension {
        NONE,
        DEFLATE
    }

    static WebsocketPlan from(Section keys) {
        WebAddress uri = WebAddress.from(keys, "websocket_uri", List.of("wss", "ws"), "wss://logs.example.org/path");
        Tls tls = Tls.from(keys, "ca", "certfile", "keyfile");
        boolean ssl = keys.flag("ssl", uri.encrypted());
        if (ssl && !uri.encrypted()) {
            keys.problem("ssl", "goes with a websocket_uri of wss://");
        } else if (!uri.encrypted() && (tls.authorities() != null || tls.certificate() != null)) {
            keys.problem(
                    tls.authorities() != null ? "ca" : "certfile", "goes with ssl: true and a websocket_uri of wss://");
        }
        return new WebsocketPlan(
                uri,
                uri.encrypted() ? tls : null,
                Socks5.from(keys, "socks5_proxy"),
                maxBatch(keys),
                keys.choice("compression", Compression.SNAPPY) == Compression.SNAPPY,
                keys.choice("websocket_compression", Extension.NONE) == Extension.DEFLATE);
    }

    private static int maxBatch(Section keys) {
        long bytes = keys.bytes("max_batch_size", DEFAULT_BATCH);
        if (bytes > LARGEST_BATCH) {
            keys.problem("max_batch_size", "must be 256 MiB at most");
        }
        return (int) Math.min(bytes, LARGEST_BATCH);
    }

    /** TCP port of the address, or its scheme's. */
    int port() {
        int port = uri.uri().getPort();
        return port > 0 ? port : uri.encrypted() ? 443 : 80;
    }

    @Override
    public Sender open(SenderContext context) throws IOException, InterruptedException {
        WebsocketSender sender = new WebsocketSender(this, context.time());
        sender.connect();
        return sender;
    }

    @Override
    public Duration longestRest() {
        return Duration.ofSeconds(90);
    }
}
