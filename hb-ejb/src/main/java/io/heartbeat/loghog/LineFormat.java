package io.heartbeat.loghog;

import io.heartbeat.wire.loghog.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Writes lines: {@code YYYY-MM-DD HH:MM:SS.ffffff - host - body}, the moment being that at which the server has it, in its own
 * zone, with six digits always. Not thread-safe.
 */
final class LineFormat {
    /** Bytes around host and body: the moment, two times {@code " - "}, the end. */
    private static final int AROUND = 26 + 3 + 3 + 1;

    private static final int LONGEST_HOST = 255;
    private static final byte[] UNKNOWN = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private final DateTimeFormatter seconds;
    private final byte[] second = new byte[20];
    private long formatted = Long.MIN_VALUE;

    LineFormat(ZoneId zone) {
        seconds = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.").withZone(zone);
    }

    /**
     * Appends one line.
     *
     * @param host buffer of the host's name
     * @param multiline whether a line break in the body stays one; else it becomes a backslash and an n
     */
    void write(Instant now, byte[] host, int hostFrom, int hostLength, Span body, boolean multiline, Batch batch) {
        int worst = body.escaped() ? 3 * body.length() : body.length();
        byte[] line = batch.room(AROUND + Math.min(LONGEST_HOST, hostLength) + worst);
        int at = moment(now, line, batch.length());
        at = separator(line, at);
        for (int i = hostFrom; i < hostFrom + Math.min(LONGEST_HOST, hostLength); i++) {
            // A space would end the name, a line break the line.
            line[at++] = host[i] >= 0 && host[i] <= ' ' || host[i] == 0x7F ? (byte) '_' : host[i];
        }
        at = separator(line, at);
        at = body.escaped() ? escaped(body, multiline, line, at) : plain(body, line, at);
        line[at++] = '\n';
        batch.lineEndsAt(at);
    }

    private int moment(Instant now, byte[] line, int start) {
        if (now.getEpochSecond() != formatted) {
            formatted = now.getEpochSecond();
            byte[] text = seconds.format(now).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, second, 0, second.length);
        }
        System.arraycopy(second, 0, line, start, second.length);
        int micros = now.getNano() / 1_000;
        for (int i = start + 25; i >= start + 20; i--) {
            line[i] = (byte) ('0' + micros % 10);
            micros /= 10;
        }
        return start + 26;
    }

    private static int separator(byte[] line, int at) {
        line[at] = ' ';
        line[at + 1] = '-';
        line[at + 2] = ' ';
        return at + 3;
    }

    private static int plain(Span body, byte[] line, int at) {
        System.arraycopy(body.bytes(), body.from(), line, at, body.length());
        return at + body.length();
    }

    private static int escaped(Span body, boolean multiline, byte[] line, int start) {
        int at = start;
        byte[] text = body.bytes();
        for (int i = body.from(); i < body.to(); i++) {
            byte b = text[i];
            if (b == 0) {
                System.arraycopy(UNKNOWN, 0, line, at, UNKNOWN.length);
                at += UNKNOWN.length;
            } else if ((b == '\n' || b == '\r') && !multiline) {
                line[at++] = '\\';
                line[at++] = (byte) (b == '\n' ? 'n' : 'r');
            } else {
                line[at++] = b;
            }
        }
        return at;
    }
}
