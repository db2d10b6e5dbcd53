package io.heartbeat.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A header of syslog (RFC 5424, section 6) around another format. */
final class SyslogFormat implements EntryFormat {
    private static final int INFORMATIONAL = 6;
    private static final int LONGEST_HOST = 255;

    private final EntryFormat inner;
    private final int priority;

    SyslogFormat(EntryFormat inner, OutputSettings.Facility facility) {
        this.inner = inner;
        this.priority = facility.ordinal() * 8 + INFORMATIONAL;
    }

    @Override
    public byte[] bytes(Entry entry) throws IOException {
        String header = "<" + priority + ">1 " + time(entry.arrival().epochMicros()) + " " + host(entry.host())
                + " heartbeat - " + entry.type() + " - ";
        byte[] head = header.getBytes(StandardCharsets.US_ASCII);
        byte[] body = inner.bytes(entry);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private static String time(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L)
                .toString();
    }

    private static String host(String name) {
        String printable = name.replaceAll("[^!-~]", "_");
        return printable.isEmpty() ? "-" : printable.substring(0, Math.min(LONGEST_HOST, printable.length()));
    }
}
