package io.heartbeat.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/** Writes the values of a report within the bounds that {@link Codec} reads. */
final class MetricWriter {
    private MetricWriter() {}

    /** A field with a finite number; whole ones without a fraction, as people write them. */
    static void number(JsonGenerator json, String key, double value) throws IOException {
        json.writeFieldName(key);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(key + " is " + value + ", not a number that JSON can say");
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            // Seconds since 1970 with a fraction would come out as 1.7E9; people and greps like plain digits.
            json.writeNumber(
                    Math.abs(value) < 1e15 ? BigDecimal.valueOf(value).toPlainString() : Double.toString(value));
        }
    }

    /**
     * Any value of a metric.
     *
     * @param depth level of the object or array that it stands in
     * @throws IllegalArgumentException when it nests deeper than the bound
     */
    static void value(JsonGenerator json, Object value, int depth) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            object(json, map, deeper(depth));
        } else if (value instanceof Iterable<?> items) {
            array(json, items, deeper(depth));
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(value.toString());
        }
    }

    private static int deeper(int depth) {
        if (depth >= Codec.MAX_DEPTH) {
            throw new IllegalArgumentException("metrics are nested deeper than " + Codec.MAX_DEPTH + " levels");
        }
        return depth + 1;
    }

    private static void object(JsonGenerator json, Map<?, ?> map, int depth) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            value(json, entry.getValue(), depth);
        }
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, Iterable<?> items, int depth) throws IOException {
        json.writeStartArray();
        for (Object item : items) {
            value(json, item, depth);
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, Number number) throws IOException {
        boolean exact = number instanceof BigDecimal || number instanceof BigInteger;
        if (exact && number.toString().length() <= Codec.MAX_NUMBER && Double.isFinite(number.doubleValue())) {
            json.writeNumber(number.toString());
        } else if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte) {
            json.writeNumber(number.longValue());
        } else if (number instanceof Float single && Float.isFinite(single)) {
            json.writeNumber(single);
        } else if (Double.isFinite(number.doubleValue())) {
            json.writeNumber(number.doubleValue());
        } else {
            json.writeNull();
        }
    }
}
