package io.heartbeat.pump.sender.otlp;

import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.sender.Tls;
import io.heartbeat.pump.sender.WebAddress;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where and how.
 *
 * @param address the collector
 * @param json whether as JSON, else as protobuf
 * @param gzip whether bodies are compressed
 * @param headers of every request; may be secret
 * @param attributes of every resource
 * @param patience for one request
 * @param tls for https
 */
record OtlpPlan(
        WebAddress address,
        boolean json,
        boolean gzip,
        Map<String, String> headers,
        Map<String, String> attributes,
        Duration patience,
        Tls tls)
        implements SenderPlan {
    private static final String PATH = "/v1/logs";

    private enum Encoding {
        PROTOBUF,
        JSON
    }

    private enum Compression {
        GZIP,
        NONE
    }

    static OtlpPlan from(Section keys) {
        return new OtlpPlan(
                WebAddress.from(keys, "otlp_endpoint", List.of("https", "http"), "https://collector.example.org:4318"),
                keys.choice("otlp_encoding", Encoding.PROTOBUF) == Encoding.JSON,
                keys.choice("otlp_compression", Compression.GZIP) == Compression.GZIP,
                headers(keys.section("otlp_headers")),
                texts(keys.section("otlp_resource_attributes")),
                keys.seconds("otlp_timeout", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(10)),
                Tls.from(keys, "ca", "certfile", "keyfile"));
    }

    /** As OpenTelemetry's exporters: {@code /v1/logs} is put behind an address that does not end so. */
    URI logs() {
        String uri = address.uri().toString();
        return uri.endsWith(PATH) ? address.uri() : URI.create(uri + PATH);
    }

    private static Map<String, String> headers(Section section) {
        Map<String, String> headers = texts(section);
        headers.forEach((name, value) -> {
            try {
                HttpRequest.newBuilder().header(name, value);
            } catch (IllegalArgumentException e) {
                section.problem(name, "cannot be a header of HTTP, or not this one"); // its value may be a secret
            }
        });
        return headers;
    }

    private static Map<String, String> texts(Section section) {
        Map<String, String> texts = new LinkedHashMap<>();
        section.keys().forEach(key -> texts.put(key, section.text(key, "")));
        return texts;
    }

    @Override
    public Sender open(SenderContext context) throws IOException {
        Form form = json ? new JsonForm(attributes) : new ProtobufForm(attributes);
        return new OtlpSender(this, form, context);
    }

    @Override
    public String toString() {
        return "OtlpPlan[" + address + ", " + (json ? "JSON" : "protobuf") + ", " + tls
                + "]"; // headers may hold a token
    }
}
