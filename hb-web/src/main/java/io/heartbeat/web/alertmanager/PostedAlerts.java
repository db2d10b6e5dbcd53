package io.heartbeat.web.alertmanager;

import io.heartbeat.alert.External;
import io.heartbeat.alert.ExternalAlert;
import io.heartbeat.protocol.Names;
import io.heartbeat.threshold.Level;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a program posts: a list of alerts, each with {@code labels}, and perhaps {@code annotations}, {@code startsAt},
 * {@code endsAt}, {@code generatorURL}. The host is the label {@code host}, else {@code instance} without its port. One that
 * says no end ends {@value #RESOLVE_MINUTES} minutes after it was last sent.
 */
final class PostedAlerts {
    private static final int RESOLVE_MINUTES = 5;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;
    private static final int MOST = 1_000;
    private static final int MOST_LABELS = 64;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_LABEL = 512;
    private static final int LONGEST_LABELS = 2_500;
    private static final int LONGEST_ANNOTATIONS = 10_000;
    private static final int LONGEST_URL = 2_000;

    private PostedAlerts() {}

    /** @throws ProblemException that names what is wrong, with the place in the list */
    static List<ExternalAlert> read(byte[] body, Instant now) {
        List<ExternalAlert> alerts = new ArrayList<>();
        JsonArray posted = array(body);
        if (posted.size() > MOST) {
            throw refused("at most " + MOST + " alerts at once");
        }
        for (JsonValue value : posted) {
            String place = "[" + alerts.size() + "]";
            if (!(value instanceof JsonObject object)) {
                throw refused(place + " must be an object");
            }
            alerts.add(alert(object, place, now));
        }
        return alerts;
    }

    private static JsonArray array(byte[] body) {
        try (JsonParser parser = Json.createParser(new ByteArrayInputStream(body))) {
            if (parser.next() == JsonParser.Event.START_ARRAY) {
                JsonArray array = parser.getArray();
                if (!parser.hasNext()) {
                    return array;
                }
            }
        } catch (RuntimeException malformed) {
            // JsonException, or what Parsson throws for an empty body and for nesting that is too deep.
            throw new ProblemException(ProblemType.MALFORMED_JSON, "a JSON array of alerts is expected");
        }
        throw new ProblemException(ProblemType.MALFORMED_JSON, "a JSON array of alerts is expected");
    }

    private static ExternalAlert alert(JsonObject object, String place, Instant now) {
        Map<String, String> labels = map(object, "labels", place, LONGEST_LABELS);
        Map<String, String> annotations = map(object, "annotations", place, LONGEST_ANNOTATIONS);
        String name = labels.get("alertname");
        if (name == null || name.isBlank()) {
            throw refused(place + ".labels needs an alertname");
        }
        Instant ends = time(object, "endsAt", place);
        String url = object.getString("generatorURL", null);
        if (url != null && url.length() > LONGEST_URL) {
            throw refused(place + ".generatorURL is too long");
        }
        External external = new External(
                labels,
                annotations,
                url,
                time(object, "startsAt", place),
                ends == null ? now.plus(Duration.ofMinutes(RESOLVE_MINUTES)) : ends);
        return new ExternalAlert(host(labels, place), metric(name), level(labels), external);
    }

    private static String host(Map<String, String> labels, String place) {
        String host = labels.get("host");
        if (host == null) {
            host = labels.getOrDefault("instance", "").replaceFirst(":[0-9]+$", "");
        }
        if (!Names.host(host)) {
            throw refused(place + ".labels needs a host, or an instance, that is a host's name");
        }
        return host;
    }

    private static String metric(String name) {
        return name.strip().replaceAll("[\\p{Cntrl}]", "\uFFFD");
    }

    private static Level level(Map<String, String> labels) {
        return switch (labels.getOrDefault("severity", "").toLowerCase(Locale.ROOT)) {
            case "critical", "error", "page", "emergency", "fatal" -> Level.CRITICAL;
            default -> Level.WARNING;
        };
    }

    private static Map<String, String> map(JsonObject object, String key, String place, int longest) {
        Map<String, String> map = new TreeMap<>();
        JsonValue value = object.getOrDefault(key, JsonValue.EMPTY_JSON_OBJECT);
        if (!(value instanceof JsonObject members) || members.size() > MOST_LABELS) {
            throw refused(place + "." + key + " must be an object of at most " + MOST_LABELS + " texts");
        }
        int length = 0;
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            if (!(member.getValue() instanceof JsonString text)) {
                throw refused(place + "." + key + "." + clip(member.getKey()) + " must be a text");
            }
            length += member.getKey().length() + text.getString().length();
            boolean label = key.equals("labels");
            if (length > longest
                    || member.getKey().length() > LONGEST_NAME
                    || label && text.getString().length() > LONGEST_LABEL) {
                throw refused(place + "." + key + " is too long");
            }
            if (!label || !text.getString().isEmpty()) {
                map.put(clean(member.getKey()), clean(text.getString()));
            }
        }
        return map;
    }

    /** No database takes U+0000. */
    private static String clean(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    private static String clip(String key) {
        return key.length() > LONGEST_NAME ? key.substring(0, LONGEST_NAME) + "…" : key;
    }

    /** Null when not said, or said with the zero time that Go programs send for that. */
    private static Instant time(JsonObject object, String key, String place) {
        if (!object.containsKey(key) || object.isNull(key)) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(object.getString(key));
            if (time.getYear() > LAST_YEAR) {
                throw refused(place + "." + key + " is too far away");
            }
            return time.getYear() < FIRST_YEAR ? null : time.toInstant();
        } catch (DateTimeParseException | ClassCastException notATime) {
            throw refused(place + "." + key + " must be a time with zone (RFC 3339)");
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail);
    }
}
