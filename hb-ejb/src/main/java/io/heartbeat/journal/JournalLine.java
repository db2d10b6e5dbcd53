package io.heartbeat.journal;

import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the journal, taken apart.
 *
 * @param at when it was received
 * @param address from where, a literal
 * @param port from where
 * @param type {@code HTB}, {@code PLG}, {@code RES}, or {@code EVT} for an event of the server
 * @param host as the message names it, empty when it names none
 * @param message JSON, as it was received
 */
public record JournalLine(Instant at, String address, int port, String type, String host, String message) {
    /** As {@link LineFormat} writes it; nothing else stands in the file. */
    private static final Pattern LINE = Pattern.compile(
            "\\{\"timestamp\": ([0-9]{1,12})\\.([0-9]{6}), \"datetime\": \"[^\"]*\","
                    + " \"source_ip\": \"([^\"]*)\", \"source_port\": ([0-9]{1,5}), \"message\": (\\{.*\\})\\}",
            Pattern.DOTALL);

    private static final Pattern EVENT =
            Pattern.compile("\\{\"ID\":\"EVT\",\"name\":\"([^\"\\\\]*)\".*", Pattern.DOTALL);

    /** @return null for what is no line of a journal, such as the begin of one that is being written */
    static JournalLine read(String line, Codec codec) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return null;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)) * 1_000);
        String message = parts.group(5);
        Matcher event = EVENT.matcher(message);
        if (event.matches()) {
            return new JournalLine(at, parts.group(3), port(parts), "EVT", event.group(1), message);
        }
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        if (codec.decode(bytes, 0, bytes.length) != null) {
            return null;
        }
        Message known = codec.message();
        String host = known.name() == null ? "" : known.name();
        return new JournalLine(at, parts.group(3), port(parts), known.type().name(), host, message);
    }

    private static int port(Matcher parts) {
        return Integer.parseInt(parts.group(4));
    }
}
