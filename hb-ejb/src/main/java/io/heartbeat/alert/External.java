package io.heartbeat.alert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What another program said of its alert, in the words of Prometheus' Alertmanager.
 *
 * @param labels what makes it this alert and no other
 * @param annotations what else there is to say
 * @param generatorUrl where it was made, null when not said
 * @param startsAt when it began, null when not said
 * @param endsAt when it ends unless it is sent again
 */
public record External(
        Map<String, String> labels,
        Map<String, String> annotations,
        String generatorUrl,
        Instant startsAt,
        Instant endsAt) {
    /** Copies the maps, sorted. */
    public External {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** A short name of the labels: the same for the same ones, in whatever order they came. */
    public String fingerprint() {
        return fingerprint(labels);
    }

    /** The same for any labels: FNV-1a of 64 bits and a checksum behind it, in hexadecimal digits. */
    public static String fingerprint(Map<String, String> labels) {
        long hash = 0xcbf29ce484222325L;
        CRC32C sum = new CRC32C();
        for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
            byte[] bytes = (label.getKey() + '\u0000' + label.getValue() + '\u0001').getBytes(StandardCharsets.UTF_8);
            sum.update(bytes, 0, bytes.length);
            for (byte b : bytes) {
                hash = (hash ^ b & 0xFF) * 0x100000001b3L;
            }
        }
        return String.format(Locale.ROOT, "%016x%08x", hash, sum.getValue());
    }
}
