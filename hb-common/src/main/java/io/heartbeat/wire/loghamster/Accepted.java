package io.heartbeat.wire.loghamster;

import java.util.List;
import java.util.OptionalLong;

/**
 * The server takes the stream: {@code OK ID INDEX}, and with the extension {@code offset:M tail:PRINT}. The README's server
 * says {@code 200 OK Ready to accept data}.
 *
 * @param streamId of the connection; empty where the server does not say it
 * @param command which command this was, from 0
 * @param offset where the client shall begin; absent from a server without the extension
 * @param tail {@link Tail#print()} of the stored bytes before that offset; empty when there are none or they are not known
 * @param deflate whether the server takes a zlib stream
 */
public record Accepted(String streamId, int command, OptionalLong offset, String tail, boolean deflate) {
    /** The answer of v0.2.1. */
    public static Accepted plain(String streamId, int command) {
        return new Accepted(streamId, command, OptionalLong.empty(), "", false);
    }

    /**
     * Reads a line without its end.
     *
     * @throws RefusedException with the server's words when it is no acceptance
     */
    public static Accepted parse(String line) throws RefusedException {
        List<String> words = List.of(line.strip().split(" +"));
        if (words.size() >= 2 && words.get(0).equals("200") && words.get(1).startsWith("OK")) {
            return plain("", 0);
        }
        if (!words.get(0).equals("OK")) {
            throw new RefusedException(line.strip());
        }
        Init.Words more = new Init.Words(words);
        long offset = Dialogue.number(more.get("offset"));
        return new Accepted(
                words.size() > 1 ? words.get(1) : "",
                words.size() > 2 ? (int) Math.max(0, Dialogue.number(words.get(2))) : 0,
                offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset),
                more.get("tail"),
                more.get("compress").equals("deflate"));
    }

    /** The line to send, with its end. */
    public String line() {
        StringBuilder line =
                new StringBuilder("OK ").append(streamId).append(' ').append(command);
        offset.ifPresent(from -> line.append(" offset:").append(from));
        if (!tail.isEmpty()) {
            line.append(" tail:").append(tail);
        }
        if (deflate) {
            line.append(" compress:deflate");
        }
        return line.append('\n').toString();
    }
}
