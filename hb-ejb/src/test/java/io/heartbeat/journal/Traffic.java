package io.heartbeat.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.ingest.PluginReported;
import io.heartbeat.ingest.ResultReceived;
import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.Message;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Plays the ingest: decodes and fires, as one worker thread does. */
final class Traffic {
    static final Instant AT = Instant.parse("2026-11-21T07:36:05.001234Z");

    private final Codec codec = new Codec();
    private final Journal journal;

    Traffic(Journal journal) {
        this.journal = journal;
    }

    void send(String json) {
        send(json, AT, new InetSocketAddress("192.0.2.7", 40123));
    }

    void send(String json, Instant at, InetSocketAddress source) {
        byte[] bytes = json.getBytes(UTF_8);
        if (codec.decode(bytes, 0, bytes.length) != null) {
            throw new IllegalArgumentException(codec.decode(bytes, 0, bytes.length) + ": " + json);
        }
        Message message = codec.message();
        long micros = TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1000;
        Arrival arrival = new Arrival(micros, source, false);
        switch (message.type()) {
            case HTB -> journal.beat(new BeatReceived("web", arrival, message));
            case PLG -> journal.report(new PluginReported("web", arrival, message));
            default -> journal.result(new ResultReceived("web", arrival, message));
        }
    }

    static String beat(int seq) {
        return "{\"ID\":\"HTB\",\"name\":\"web\",\"interval\":30,\"seq\":" + seq
                + ",\"time\":1763710565.5,\"rtt\":0.4}";
    }
}
