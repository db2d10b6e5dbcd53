package io.heartbeat.logstore.search;

import io.heartbeat.logstore.LineTime;
import io.heartbeat.logstore.LogKind;
import io.heartbeat.logstore.LogSource;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Tells of the lines of one log, one after the other, which are looked for. For one thread. */
final class Matcher {
    private static final int LONGEST_TEXT = 16 << 10;
    private static final int STAMP = 26;

    private final LogQuery query;
    private final LogSource source;
    private final LineTime time;
    private final Predicate<String> sees;
    private final byte[] needle;
    private final long from;
    private final long to;
    private long last;
    private String host;
    private byte[] hostBytes = {};

    /**
     * @param sees whether lines of a host may be shown
     * @param fallback the moment of lines before the first that tells its own
     */
    Matcher(LogQuery query, LogSource source, LineTime time, Predicate<String> sees, long fallback) {
        this.query = query;
        this.source = source;
        this.time = time;
        this.sees = sees;
        this.needle = query.needle();
        this.from = query.fromMicros();
        this.to = query.toMicros();
        this.last = fallback;
        this.host = source.host();
    }

    /** The line, null when it is not looked for or not to be shown. */
    LogLine match(byte[] bytes, int start, int end) {
        long micros = time.micros(bytes, start, end);
        int text = start;
        if (micros != LineTime.NONE) {
            last = micros;
        }
        if (source.kind() == LogKind.LOGHOG && micros != LineTime.NONE) {
            text = body(bytes, start, end);
        }
        if (last < from || last >= to || !contains(bytes, text, end)) {
            return null;
        }
        if (!query.host().isEmpty() && !query.host().equals(host) || !sees.test(host)) {
            return null;
        }
        Severity severity = Severity.of(bytes, text, end);
        if (query.severity() != null && (severity == null || severity.compareTo(query.severity()) > 0)) {
            return null;
        }
        String line = new String(bytes, text, Math.min(LONGEST_TEXT, end - text), StandardCharsets.UTF_8);
        if (query.pattern() != null && !query.pattern().matcher(line).find()) {
            return null;
        }
        return new LogLine(last, source, host, severity, line);
    }

    /** Behind moment and host of a LogHog line; the host is each line's own, whatever the file's name says. */
    private int body(byte[] bytes, int start, int end) {
        int name = start + STAMP + 3;
        int at = name;
        while (at + 2 < end && !(bytes[at] == ' ' && bytes[at + 1] == '-' && bytes[at + 2] == ' ')) {
            at++;
        }
        if (at + 2 >= end) {
            return start;
        }
        if (!java.util.Arrays.equals(hostBytes, 0, hostBytes.length, bytes, name, at)) {
            hostBytes = java.util.Arrays.copyOfRange(bytes, name, at);
            host = new String(hostBytes, StandardCharsets.UTF_8);
        }
        return at + 3;
    }

    private boolean contains(byte[] bytes, int start, int end) {
        int last = end - needle.length;
        for (int at = start; at <= last; at++) {
            int i = 0;
            while (i < needle.length && lower(bytes[at + i]) == needle[i]) {
                i++;
            }
            if (i == needle.length) {
                return true;
            }
        }
        return false;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
}
