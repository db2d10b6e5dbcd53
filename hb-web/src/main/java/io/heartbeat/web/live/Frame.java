package io.heartbeat.web.live;

import java.nio.charset.StandardCharsets;

/** One JSON object on its way to watchers: made once and shared by all of them. Immutable, thread-safe. */
public final class Frame {
    private final long seq;
    private final String host;
    private final String text;
    private byte[] utf8;

    /**
     * @param seq its place in the feed
     * @param host the host it tells of: only who may see that host gets it; null when it is for everybody
     * @param text the JSON object
     */
    Frame(long seq, String host, String text) {
        this.seq = seq;
        this.host = host;
        this.text = text;
    }

    long seq() {
        return seq;
    }

    String host() {
        return host;
    }

    /** The JSON object as text. */
    public String text() {
        return text;
    }

    /** The JSON object in UTF-8, made at the first call; not to be changed. */
    public byte[] utf8() {
        byte[] bytes = utf8;
        if (bytes == null) {
            // Two threads may both make it: the bytes are the same.
            bytes = text.getBytes(StandardCharsets.UTF_8);
            utf8 = bytes;
        }
        return bytes;
    }
}
