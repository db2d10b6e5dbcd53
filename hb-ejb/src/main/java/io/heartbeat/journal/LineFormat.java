package io.heartbeat.journal;

import io.heartbeat.ingest.Arrival;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes journal lines (docs/MESSAGE_JOURNAL.md, "Format") without making objects: what is the same for all lines of a
 * second is made once a second, the text of an address once while it stays in a small cache. For one thread at a time.
 */
final class LineFormat {
    /** More than all of a line but its message. */
    static final int FRAME = 256;

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final byte[] PORT = ascii("\", \"source_port\": ");
    private static final byte[] MESSAGE = ascii(", \"message\": ");
    private static final int SOURCES = 256;

    private final InetAddress[] sources = new InetAddress[SOURCES];
    private final byte[][] texts = new byte[SOURCES][];
    private long second = Long.MIN_VALUE;
    private byte[] head;
    private int firstMicros;
    private int secondMicros;

    /**
     * Writes one line.
     *
     * @param at where it begins; behind it must be room for {@link #FRAME} and the message
     * @param singleLine whether no line break is in the message
     * @return where it ends
     */
    int put(byte[] target, int at, Arrival arrival, byte[] json, int offset, int length, boolean singleLine) {
        long epochSecond = Math.floorDiv(arrival.epochMicros(), 1_000_000L);
        if (epochSecond != second) {
            newSecond(epochSecond);
        }
        int micros = (int) (arrival.epochMicros() - epochSecond * 1_000_000L);
        System.arraycopy(head, 0, target, at, head.length);
        digits(target, at + firstMicros, micros);
        digits(target, at + secondMicros, micros);
        int end = copy(source(arrival.source().getAddress()), target, at + head.length);
        end = copy(PORT, target, end);
        end = number(target, end, arrival.source().getPort());
        end = copy(MESSAGE, target, end);
        System.arraycopy(json, offset, target, end, length);
        if (!singleLine) {
            joinLines(target, end, length);
        }
        end += length;
        target[end] = '}';
        target[end + 1] = '\n';
        return end + 2;
    }

    private void newSecond(long epochSecond) {
        String text = SECOND.format(Instant.ofEpochSecond(epochSecond));
        String first = "{\"timestamp\": " + epochSecond + ".";
        String then = "000000, \"datetime\": \"" + text + ".";
        head = ascii(first + then + "000000+00:00\", \"source_ip\": \"");
        firstMicros = first.length();
        secondMicros = first.length() + then.length();
        second = epochSecond;
    }

    /** Line breaks become spaces. In valid JSON they stand between tokens only. */
    static void joinLines(byte[] json, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                json[i] = ' ';
            }
        }
    }

    private byte[] source(InetAddress address) {
        int place = (address.hashCode() * 0x9E3779B9) >>> 24;
        if (!address.equals(sources[place])) {
            texts[place] = ascii(Addresses.text(address));
            sources[place] = address;
        }
        return texts[place];
    }

    private static int copy(byte[] from, byte[] target, int at) {
        System.arraycopy(from, 0, target, at, from.length);
        return at + from.length;
    }

    private static void digits(byte[] target, int at, int sixDigits) {
        int rest = sixDigits;
        for (int i = at + 5; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int number(byte[] target, int at, int number) {
        int end = at + 1;
        for (int rest = number / 10; rest > 0; rest /= 10) {
            end++;
        }
        int rest = number;
        for (int i = end - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
