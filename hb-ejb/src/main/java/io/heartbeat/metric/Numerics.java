package io.heartbeat.metric;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.ObjDoubleConsumer;

/**
 * The numerics of a report: every number in it, named by the keys that lead to it, joined by dots; elements of a list by
 * their index from 0: {@code per_core.1}, {@code partitions./.percent}. Strings, truth values and what no double holds
 * have none. Of a name that comes twice both values count.
 */
final class Numerics {
    /** So many of one report; the rest is left out. */
    static final int MOST = 512;

    /** Characters of a name; longer ones are left out. */
    static final int LONGEST = 256;

    /** Beyond this a sum of many would become infinite. */
    static final double LARGEST = 1e300;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names are hostile: they must not stay in the JVM
            .build();

    private final JsonParser in;
    private final ObjDoubleConsumer<String> taker;
    private final StringBuilder path = new StringBuilder();
    private int depth;
    private int taken;
    private int leftOut;

    private Numerics(JsonParser in, ObjDoubleConsumer<String> taker) {
        this.in = in;
        this.taker = taker;
    }

    /**
     * Hands over each numeric of a report.
     *
     * @return how many were left out
     */
    static int each(byte[] json, ObjDoubleConsumer<String> taker) {
        try (JsonParser in = JSON.createParser(json)) {
            Numerics numerics = new Numerics(in, taker);
            numerics.value(in.nextToken());
            return numerics.leftOut;
        } catch (IOException strange) {
            return 1; // it came through the codec, so this is a length beyond what Jackson reads: no more series of it
        }
    }

    private void value(JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                below(in.currentName());
            }
        } else if (token == JsonToken.START_ARRAY) {
            int index = 0;
            for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                int length = step(String.valueOf(index++));
                value(next);
                back(length);
            }
        } else if (token != null && token.isNumeric()) {
            number();
        }
    }

    private void below(String key) throws IOException {
        int length = step(key);
        value(in.nextToken());
        back(length);
    }

    private void back(int length) {
        path.setLength(length);
        depth--;
    }

    private int step(String key) {
        int length = path.length();
        if (depth++ > 0) {
            path.append('.');
        }
        path.append(storable(key));
        return length;
    }

    /** U+0000 and lone surrogates, which no store takes gladly, become U+FFFD, as everywhere in the server. */
    private static String storable(String key) {
        return key.codePoints().allMatch(Numerics::isStorable)
                ? key
                : key.codePoints()
                        .map(c -> isStorable(c) ? c : 0xFFFD)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isStorable(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }

    private void number() throws IOException {
        double value = Double.parseDouble(in.getText());
        if (taken >= MOST || path.length() > LONGEST || !(Math.abs(value) <= LARGEST)) {
            leftOut++;
            return;
        }
        taken++;
        taker.accept(path.toString(), value);
    }
}
