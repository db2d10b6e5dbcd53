package io.heartbeat.wire.loghamster;

import java.io.IOException;
import java.io.InputStream;

/** The lines of the dialogue that carry no more than a word or a number, each ended by {@code \n}. */
public final class Dialogue {
    /** TCP port. */
    public static final int PORT = 7007;

    /** Bytes of a line, its end included; a longer one is refused. */
    public static final int MAX_LINE = 8_192;

    /** What the released server says first. Its clients take any line, but this is the one they know. */
    public static final String BANNER = "# Welcome to LogHamster v0.2.1\n";

    private static final String STREAM_ID = "STREAMID ";
    private static final String ACK = "ACK ";

    private Dialogue() {}

    /** Names the connection. */
    public static String streamId(String id) {
        return STREAM_ID + id + "\n";
    }

    /** The id of such a line (without its end), null when it is another one. */
    public static String streamIdOf(String line) {
        return line.startsWith(STREAM_ID) && line.length() > STREAM_ID.length()
                ? line.substring(STREAM_ID.length()).strip()
                : null;
    }

    /** Everything that arrived is written: the last line of a stream. */
    public static String done(int command, long bytes) {
        return "OK " + command + " " + bytes + "\n";
    }

    /** The bytes of {@link #done}, or -1 when the line (without its end) is another one. */
    public static long doneOf(String line) {
        String[] words = line.strip().split(" ", -1);
        return words.length == 3 && words[0].equals("OK") ? number(words[2]) : -1;
    }

    /** A command cannot be obeyed. */
    public static String error(String reason) {
        return "ERR 500 " + reason + "\n";
    }

    /** Everything before this offset of the file is written and synced. */
    public static String ack(long offset) {
        return ACK + offset + "\n";
    }

    /** The offset of {@link #ack}, or -1 when the line (without its end) is another one. */
    public static long ackOf(String line) {
        return line.startsWith(ACK) ? number(line.substring(ACK.length()).strip()) : -1;
    }

    /** A number from 0 to 2⁶³-1, or -1 for anything else. */
    static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 19 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }

    /**
     * What the server says next, up to the end of its line, which is left out.
     *
     * @throws IOException when it closed the connection, or says more than {@link #MAX_LINE} characters without an end
     */
    public static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < MAX_LINE) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) c);
        }
        throw new IOException("a line without end");
    }
}
