package io.heartbeat.protocol;

import java.nio.charset.StandardCharsets;

/**
 * One decoded message: a view on the JSON bytes it was read from, with the positions of the protocol's own fields.
 *
 * <p>A {@link Codec} owns and reuses its message: it is valid until the next {@code decode} on the same codec and belongs to
 * that codec's thread. Strings are made only when asked for. Fields that are absent answer {@code null}, {@code NaN} or
 * {@code false}, as each method says.
 */
public final class Message {
    MessageType type;
    byte[] json;
    int offset;
    int length;
    boolean singleLine;
    double interval;
    double rtt;
    boolean boot;
    boolean shutdown;
    final Slice name = new Slice();
    final Slice seq = new Slice();
    final Slice time = new Slice();
    final Slice text = new Slice();
    final Slice version = new Slice();
    final Slice plugin = new Slice();
    final Slice id = new Slice();
    final Slice status = new Slice();
    final Slice output = new Slice();

    Message() {}

    /** A run of bytes of the JSON text; a string's run stands between its quotes, with its escapes. */
    static final class Slice {
        int start = -1;
        int end = -1;

        void clear() {
            start = -1;
            end = -1;
        }

        boolean present() {
            return start >= 0;
        }

        int size() {
            return present() ? end - start : 0;
        }
    }

    void clear() {
        type = null;
        json = null;
        offset = 0;
        length = 0;
        singleLine = true;
        interval = Double.NaN;
        rtt = Double.NaN;
        boot = false;
        shutdown = false;
        name.clear();
        seq.clear();
        time.clear();
        text.clear();
        version.clear();
        plugin.clear();
        id.clear();
        status.clear();
        output.clear();
    }

    /** What kind of message this is. */
    public MessageType type() {
        return type;
    }

    /** The buffer that holds the JSON text as it was received (inflated, if it came compressed). Not to be changed. */
    public byte[] json() {
        return json;
    }

    /** First byte of the JSON text in {@link #json()}. */
    public int offset() {
        return offset;
    }

    /** Length of the JSON text in bytes. */
    public int length() {
        return length;
    }

    /** Whether no line break stands between the tokens, so that the text can stand in a line as it is. */
    public boolean singleLine() {
        return singleLine;
    }

    /** Position of the name in {@link #json()}; the name is plain ASCII without escapes. */
    public int nameOffset() {
        return name.start;
    }

    /** Length of the name in bytes, 0 when the message has none. */
    public int nameLength() {
        return name.size();
    }

    /** Seconds between heartbeats, NaN when absent. */
    public double interval() {
        return interval;
    }

    /** Milliseconds the last heartbeat took to its acknowledgement and back, NaN when absent. */
    public double rtt() {
        return rtt;
    }

    /** True on the first heartbeat after a start of the agent. */
    public boolean boot() {
        return boot;
    }

    /** True when the host goes down on purpose. */
    public boolean shutdown() {
        return shutdown;
    }

    /** The number token of {@code seq} as received, to be echoed; null when absent. */
    public String seq() {
        return token(seq);
    }

    /** The number token of {@code time} as received, to be echoed; null when absent. */
    public String time() {
        return token(time);
    }

    /** One-off text of a heartbeat ({@code msg}), null when absent. */
    public String text() {
        return string(text);
    }

    /** Version of the agent, null when absent. */
    public String version() {
        return string(version);
    }

    /** Name of the plugin of a report, null when absent. */
    public String plugin() {
        return string(plugin);
    }

    /** Identifier of a command, an upgrade or their result, null when absent. */
    public String id() {
        return string(id);
    }

    /** Status of a result, null when absent. */
    public String status() {
        return string(status);
    }

    /** Output of a result, null when absent. */
    public String output() {
        return string(output);
    }

    /** The name as a string, null when absent. */
    public String name() {
        return name.present() ? new String(json, name.start, name.size(), StandardCharsets.US_ASCII) : null;
    }

    private String token(Slice slice) {
        return slice.present() ? new String(json, slice.start, slice.size(), StandardCharsets.US_ASCII) : null;
    }

    private String string(Slice slice) {
        return slice.present() ? JsonText.unescape(json, slice.start, slice.end) : null;
    }
}
