package io.heartbeat.web.live;

import io.heartbeat.alert.AlertView;
import io.heartbeat.command.Command;
import io.heartbeat.host.BeatMark;
import io.heartbeat.host.HostState;
import io.heartbeat.web.api.AlertJson;
import io.heartbeat.web.api.CommandJson;
import io.heartbeat.web.api.HostJson;
import io.heartbeat.web.api.JsonOut;
import io.heartbeat.web.api.PhraseJson;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The texts of frames. Shapes: docs/HTTP_API.md, "Live feed". Thread-safe. */
final class LiveJson {
    private final JsonGeneratorFactory generators = Json.createGeneratorFactory(Map.of());
    private final Function<String, List<String>> tags;

    /** @param tags of a host by its name */
    LiveJson(Function<String, List<String>> tags) {
        this.tags = tags;
    }

    /** A host as it is now. */
    String host(long seq, HostState host, Figures figures, List<BeatMark> beats) {
        return "{\"type\":\"host\",\"seq\":" + seq + ",\"host\":" + host(host, figures, beats) + "}";
    }

    /** A host that is gone. */
    String removed(long seq, String host) {
        return object(json -> json.write("type", "host").write("seq", seq).write("removed", host));
    }

    /** A line of the event feed. */
    String message(long seq, LiveMessage message) {
        return "{\"type\":\"message\",\"seq\":" + seq + ",\"message\":" + message(message) + "}";
    }

    /** An alert as it is now; one that is resolved is gone with it. */
    String alert(long seq, AlertView alert) {
        return "{\"type\":\"alert\",\"seq\":" + seq + ",\"alert\":" + alert(alert) + "}";
    }

    /** A command as it is now, without what only managers may know. */
    String command(long seq, Command command) {
        return "{\"type\":\"command\",\"seq\":" + seq + ",\"command\":"
                + object(json -> CommandJson.members(json, command)) + "}";
    }

    /** A sign of life in silence; carries the server's clock. */
    String tick(long seq, Instant now) {
        return "{\"type\":\"tick\",\"seq\":" + seq + ",\"now\":\"" + now + "\"}";
    }

    /** Everything at once, from objects that are already written. */
    String snapshot(long seq, Instant now, Iterable<String> hosts, Iterable<String> messages, Iterable<String> alerts) {
        return "{\"type\":\"snapshot\",\"seq\":" + seq + ",\"now\":\"" + now + "\",\"hosts\":["
                + String.join(",", hosts) + "],\"messages\":[" + String.join(",", messages) + "],\"alerts\":["
                + String.join(",", alerts) + "]}";
    }

    /** The object of a message. */
    String message(LiveMessage message) {
        return object(json -> {
            json.write("at", message.at().toString())
                    .write("host", message.host())
                    .write("level", message.level())
                    .write("text", message.text());
            if (message.event() != null) {
                event(json, message.event());
            }
        });
    }

    private static void event(JsonGenerator json, LiveEvent event) {
        json.writeStartObject("event").write("kind", event.kind());
        JsonOut.text(json, "state", event.state());
        JsonOut.text(json, "reading", event.reading());
        PhraseJson.text(json, "note", event.note());
        JsonOut.text(json, "actor", event.actor());
        json.writeEnd();
    }

    /** The object of an alert. All watchers share it, so it names no other host. */
    String alert(AlertView alert) {
        return object(json -> AlertJson.members(json, alert.seenBy(other -> false)));
    }

    /** The object of a host; a stroke is {@code [epoch ms, rtt ms or null, missed]}, for there are very many. */
    String host(HostState host, Figures figures, List<BeatMark> beats) {
        return object(json -> {
            HostJson.members(json, host);
            JsonOut.number(json, "cpu", figures.cpu());
            JsonOut.number(json, "load", figures.load());
            JsonOut.number(json, "memory", figures.memory());
            JsonOut.number(json, "disk", figures.disk());
            json.writeStartArray("tags");
            tags.apply(host.name()).forEach(json::write);
            json.writeEnd();
            json.writeStartArray("beats");
            beats.forEach(beat -> stroke(json, beat));
            json.writeEnd();
        });
    }

    private static void stroke(JsonGenerator json, BeatMark beat) {
        json.writeStartArray().write(beat.at().toEpochMilli());
        if (Double.isFinite(beat.rttMs())) {
            json.write(Math.round(beat.rttMs() * 1000) / 1000.0);
        } else {
            json.writeNull();
        }
        json.write(beat.missed()).writeEnd();
    }

    private String object(Consumer<JsonGenerator> members) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = generators.createGenerator(text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEnd();
        }
        return wellFormed(text.toString());
    }

    /** Half a surrogate pair is fine in JSON text and no UTF-8: a browser would drop the whole connection for it. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else {
                text = text.substring(0, i) + '\uFFFD' + text.substring(i + 1);
            }
        }
        return text;
    }
}
