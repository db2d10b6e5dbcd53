package io.heartbeat.pump.sender.websocket;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.settings.Section;
import java.time.Duration;

/** Makes {@code output_type: websocket}. */
public final class WebsocketSenderFactory implements SenderFactory {
    /** For the service loader. */
    public WebsocketSenderFactory() {}

    @Override
    public String type() {
        return "websocket";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public SenderPlan plan(Section keys) {
        return WebsocketPlan.from(keys);
    }

    @Override
    public String sample() {
        return """
                websocket_uri: wss://user:s3cr3t@logs.example.org/in?key=s3cr3t
                ssl: true
                ca: /etc/ssl/ca.pem
                certfile: /etc/ssl/client.pem
                keyfile: /etc/ssl/client.key
                socks5_proxy: socks5://user:s3cr3t@proxy.example.org:1080
                max_batch_size: 1048576
                compression: snappy
                websocket_compression: deflate
                """;
    }
}
