package io.heartbeat.pump.sender.logplex;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.JsonFields;
import io.heartbeat.pump.sender.SyslogPart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * The body of a POST: {@code LENGTH <190>1 NOW HOST TOKEN PROCESS - - MESSAGE} for each entry, one behind the other. The length
 * is in bytes, so that a message may hold line feeds.
 */
final class Frames {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int ID_BYTES = 16;

    private final String token;
    private final String now;
    private final MessageDigest digest;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);

    Frames(String token, Instant now) {
        this.token = token;
        this.now = TIME.format(now);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(Batch batch, int item) {
        Map<String, Object> entry = JsonFields.of(batch, item);
        String message = JsonFields.text(entry, "MESSAGE");
        String line = "<190>1 " + now + ' ' + SyslogPart.of(JsonFields.text(entry, "HOSTNAME"), 255) + ' ' + token
                + ' ' + SyslogPart.of(SyslogPart.app(entry), 48) + " - - "
                + (message == null ? batch.json(item) : message);
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        out.writeBytes((bytes.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes);
        digest.update(batch.cursor(item).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** The same for the same entries, however often they are sent: by it the destination knows what it has. Ends these frames. */
    String id() {
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), ID_BYTES));
    }
}
