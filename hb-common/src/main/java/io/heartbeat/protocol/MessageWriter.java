package io.heartbeat.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;

/**
 * Composes messages as UTF-8 JSON, in the field order of docs/PROTOCOL.md. What it returns a {@link Codec} accepts, or it
 * throws {@link IllegalArgumentException} with the reason. Stateless and thread-safe.
 */
public final class MessageWriter {
    /** Top-level keys of a report that are the protocol's own: a metric of that name gets a {@code _} in front. */
    public static final Set<String> RESERVED = Set.of("ID", "name", "plugin");

    /** Bytes of an escaped text, so that a message around it fits a datagram, signed or not. */
    private static final int MAX_QUOTED = 48 * 1024;

    // Messages are small and few: no buffers kept per thread, which would outlive an application in its server.
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    /** A writer. */
    public MessageWriter() {}

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** A heartbeat; only what is said becomes a field. */
    public byte[] heartbeat(Heartbeat beat) {
        return message("HTB", beat.name(), json -> {
            MetricWriter.number(json, "interval", beat.interval());
            json.writeNumberField("seq", beat.seq());
            MetricWriter.number(json, "time", beat.time());
            if (!Double.isNaN(beat.rtt())) {
                MetricWriter.number(json, "rtt", beat.rtt());
            }
            if (beat.boot()) {
                json.writeBooleanField("boot", true);
            }
            optional(json, "msg", JsonText.clip(beat.text(), FieldRules.MAX_TEXT, MAX_QUOTED));
            optional(json, "version", beat.version());
            if (beat.shutdown()) {
                json.writeBooleanField("shutdown", true);
            }
        });
    }

    /**
     * A plugin report. Metrics are numbers, strings, booleans, null, and maps and lists of these; NaN and the infinities,
     * which JSON cannot say, become null; anything else is written as its {@code toString}.
     */
    public byte[] report(String name, String plugin, Map<String, ?> metrics) {
        return message("PLG", name, json -> {
            json.writeStringField("plugin", plugin);
            for (Map.Entry<String, ?> metric : metrics.entrySet()) {
                json.writeFieldName(free(metric.getKey(), metrics));
                MetricWriter.value(json, metric.getValue(), 1);
            }
        });
    }

    /** The result of a command or an upgrade; an output beyond its bound is cut at the end. */
    public byte[] result(String name, String id, String status, String output) {
        return message("RES", name, json -> {
            json.writeStringField("id", id);
            json.writeStringField("status", status);
            optional(json, "output", JsonText.clip(output, FieldRules.MAX_OUTPUT, MAX_QUOTED));
        });
    }

    /**
     * The acknowledgement of a heartbeat, written without allocating; never longer than the heartbeat's JSON text.
     *
     * @param request an accepted HTB
     * @param target takes the answer from its first byte on; 512 bytes are always enough
     * @return its length
     */
    public int ack(Message request, byte[] target) {
        return Acknowledgement.write(request, request.length(), target);
    }

    /**
     * The acknowledgement of a heartbeat that came compressed, or must fit otherwise.
     *
     * @param limit bytes it may have; fields that do not fit are left out, see {@link Acknowledgement}
     * @return its length, 0 when it cannot be said in so few bytes
     */
    public int ack(Message request, int limit, byte[] target) {
        return Acknowledgement.write(request, limit, target);
    }

    /** A command by its name in the agent's allow-list, for as long as the receiver lets it stand. */
    public byte[] command(String name, String id, String command, List<String> args) {
        return command(name, id, command, args, Double.NaN);
    }

    /**
     * A command by its name in the agent's allow-list.
     *
     * @param expires moment after which it is not begun any more, seconds since 1970; NaN for none
     */
    public byte[] command(String name, String id, String command, List<String> args, double expires) {
        return message("CMD", name, json -> {
            json.writeStringField("id", id);
            expires(json, expires);
            json.writeStringField("command", command);
            json.writeArrayFieldStart("args");
            for (String arg : args) {
                json.writeString(arg);
            }
            json.writeEndArray();
        });
    }

    /** An upgrade of the agent to a version that lies at an address and has this SHA-256. */
    public byte[] upgrade(String name, String id, String version, String url, String sha256) {
        return upgrade(name, id, version, url, sha256, Double.NaN);
    }

    /**
     * An upgrade of the agent to a version that lies at an address and has this SHA-256.
     *
     * @param expires moment after which it is not begun any more, seconds since 1970; NaN for none
     */
    public byte[] upgrade(String name, String id, String version, String url, String sha256, double expires) {
        return message("UPD", name, json -> {
            json.writeStringField("id", id);
            expires(json, expires);
            json.writeStringField("version", version);
            json.writeStringField("url", url);
            json.writeStringField("sha256", sha256);
        });
    }

    /** The same message as a zlib stream. */
    public byte[] compress(byte[] message) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(message);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(message.length / 2 + 64);
            byte[] chunk = new byte[4096];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] message(String type, String name, Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("ID", type);
            optional(json, "name", name);
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return checked(type, out.toByteArray());
    }

    /** Whoever composes a message that nobody would take shall hear it here, not never. */
    private static byte[] checked(String type, byte[] message) {
        if (message.length > Codec.MAX_INFLATED) {
            throw new IllegalArgumentException(
                    type + " of " + message.length + " bytes is too large, at most " + Codec.MAX_INFLATED);
        }
        Rejection refused = Codec.read(message, 0, message.length, new JsonScanner(), new Message());
        if (refused != null) {
            throw new IllegalArgumentException(
                    type + " would be refused as " + refused.label() + ": " + JsonText.glance(message));
        }
        return message;
    }

    private static void expires(JsonGenerator json, double moment) throws IOException {
        if (!Double.isNaN(moment)) {
            MetricWriter.number(json, "expires", moment);
        }
    }

    private static void optional(JsonGenerator json, String key, String value) throws IOException {
        if (value != null) {
            json.writeStringField(key, value);
        }
    }

    private static String free(String key, Map<String, ?> metrics) {
        String name = key;
        while (RESERVED.contains(name) || !name.equals(key) && metrics.containsKey(name)) {
            name = "_" + name;
        }
        return name;
    }
}
