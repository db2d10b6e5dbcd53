package io.heartbeat.bench.race;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.heartbeat.bench.load.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads every line of a journal and holds it against what was sent: each line one JSON object of the journal's form, each
 * number as often as it left. Not thread-safe.
 */
public final class JournalCheck {
    private static final int LONGEST = 1 << 20;
    private static final int EXAMPLES = 3;
    private static final int HEAD = 256;
    private static final String OWN_EVENT = "\"message\": {\"ID\":\"EVT\"";

    private final JsonFactory json = new JsonFactory();
    private final Pool pool;
    private final long sent;
    private final int[] seen;
    private final byte[] buffer = new byte[LONGEST];
    private final List<String> examples = new ArrayList<>();
    private long lines;
    private long invalid;
    private long foreign;

    /**
     * @param pool the load that was sent
     * @param sent how many datagrams of it left
     */
    public JournalCheck(Pool pool, long sent) {
        this.pool = pool;
        this.sent = sent;
        this.seen = new int[(int) Math.min(Integer.MAX_VALUE - 8L, sent)];
    }

    /**
     * What the lines showed.
     *
     * @param lines how many there were
     * @param invalid no JSON object of the journal's form
     * @param foreign valid, with a number that was not sent
     * @param missing numbers that were sent and do not stand there as often
     * @param doubled numbers that stand there more often than they were sent
     * @param examples some of the invalid lines
     */
    public record Verdict(long lines, long invalid, long foreign, long missing, long doubled, List<String> examples) {
        /** Whether the journal holds exactly what was sent. */
        public boolean exact() {
            return invalid == 0 && foreign == 0 && missing == 0 && doubled == 0;
        }
    }

    /** Reads the lines of a stream; the last needs its line end too. */
    public void read(InputStream in) throws IOException {
        int held = 0;
        for (int read = in.read(buffer, held, LONGEST - held); read > 0; read = in.read(buffer, held, LONGEST - held)) {
            int end = held + read;
            int start = 0;
            for (int i = held; i < end; i++) {
                if (buffer[i] == '\n') {
                    line(start, i - start);
                    start = i + 1;
                }
            }
            held = end - start;
            System.arraycopy(buffer, start, buffer, 0, held);
            if (held == LONGEST) {
                throw new IOException("a line of the journal is longer than " + LONGEST + " bytes");
            }
        }
        if (held > 0) {
            refuse(0, held);
        }
    }

    private void line(int offset, int length) throws IOException {
        if (ownEvent(offset, length)) {
            return;
        }
        lines++;
        try (JsonParser parser = json.createParser(buffer, offset, length)) {
            long number = number(parser);
            long place = number - pool.spec().first();
            if (number < 0) {
                refuse(offset, length);
            } else if (place < 0 || place >= seen.length) {
                foreign++;
            } else {
                seen[(int) place]++;
            }
        } catch (JsonParseException e) {
            refuse(offset, length);
        }
    }

    /** Whether the line is an event of the server itself, which nobody sent. */
    private boolean ownEvent(int offset, int length) {
        String head = new String(buffer, offset, Math.min(length, HEAD), StandardCharsets.ISO_8859_1);
        return head.contains(OWN_EVENT);
    }

    /** The number of the message in the line, -1 when the line has not the journal's form. */
    private static long number(JsonParser parser) throws IOException {
        long number = -1;
        int fields = 0;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return -1;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "timestamp", "source_port" -> fields += value.isNumeric() ? 1 : 0;
                case "datetime", "source_ip" -> fields += value == JsonToken.VALUE_STRING ? 1 : 0;
                case "message" -> number = value == JsonToken.START_OBJECT ? messageNumber(parser) : -1;
                default -> parser.skipChildren();
            }
        }
        return fields == 4 && parser.nextToken() == null ? number : -1;
    }

    private static long messageNumber(JsonParser parser) throws IOException {
        long number = -1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean seq = parser.currentName().equals("seq");
            if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && seq) {
                number = parser.getLongValue();
            }
            parser.skipChildren();
        }
        return number;
    }

    private void refuse(int offset, int length) {
        invalid++;
        if (examples.size() < EXAMPLES) {
            examples.add(new String(buffer, offset, Math.min(length, 200), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** The judgement, when everything was read. */
    public Verdict verdict() {
        long missing = 0;
        long doubled = 0;
        for (int place = 0; place < seen.length; place++) {
            int difference = seen[place] - pool.expected(place, sent);
            missing += Math.max(0, -difference);
            doubled += Math.max(0, difference);
        }
        return new Verdict(lines, invalid, foreign, missing, doubled, List.copyOf(examples));
    }
}
