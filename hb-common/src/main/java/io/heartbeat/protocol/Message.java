package io.heartbeat.protocol;

import java.util.List;

/**
 * One decoded message: a view on the JSON bytes it was read from, with the positions of the protocol's own fields.
 *
 * <p>A {@link Codec} owns and reuses its message: it is valid until the next {@code decode} on the same codec and belongs to
 * that codec's thread. Strings are made only when asked for; they never hold U+0000 or a lone surrogate, which stores choke
 * on: U+FFFD stands in their place. Fields that are absent, or do not belong to the message's type, answer {@code null},
 * {@code NaN} or {@code false}, as each method says. Of a repeated key the last one counts; a {@code null} counts as absent.
 */
public final class Message extends Fields {
    MessageType type;
    int offset;
    int length;
    boolean singleLine;
    double interval;
    double rtt;
    boolean boot;
    boolean shutdown;

    Message() {}

    void clear() {
        forget();
        type = null;
        offset = 0;
        length = 0;
        singleLine = true;
        interval = Double.NaN;
        rtt = Double.NaN;
        boot = false;
        shutdown = false;
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

    /** Length of the JSON text in bytes, from its opening to its closing brace. */
    public int length() {
        return length;
    }

    /** Whether no line break stands between the tokens, so that the text can stand in a line as it is. */
    public boolean singleLine() {
        return singleLine;
    }

    /** Position of the name in {@link #json()}; the name is plain ASCII without escapes. -1 when the message has none. */
    public int nameOffset() {
        return has(Field.NAME) ? inside(Field.NAME) : -1;
    }

    /** Length of the name in bytes, 0 when the message has none. */
    public int nameLength() {
        return has(Field.NAME) ? insideEnd(Field.NAME) - inside(Field.NAME) : 0;
    }

    /** The name as a string, null when absent. */
    public String name() {
        return string(Field.NAME);
    }

    /** Whether the name is exactly this; null stands for absent. */
    public boolean nameIs(String expected) {
        return is(Field.NAME, expected);
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
        return string(Field.SEQ);
    }

    /** Whether the token of {@code seq} is exactly this; null stands for absent. */
    public boolean seqIs(String expected) {
        return is(Field.SEQ, expected);
    }

    /** The number token of {@code time} as received, to be echoed; null when absent. */
    public String time() {
        return string(Field.TIME);
    }

    /** One-off text of a heartbeat ({@code msg}), null when absent. */
    public String text() {
        return string(Field.TEXT);
    }

    /** Version of the agent, or the one an upgrade leads to; null when absent. */
    public String version() {
        return string(Field.VERSION);
    }

    /** Whether the version is exactly this; null stands for absent. */
    public boolean versionIs(String expected) {
        return is(Field.VERSION, expected);
    }

    /** Name of the plugin of a report, null in other messages. */
    public String plugin() {
        return string(Field.PLUGIN);
    }

    /** Whether the plugin is exactly this; null stands for absent. */
    public boolean pluginIs(String expected) {
        return is(Field.PLUGIN, expected);
    }

    /** Identifier of a command, an upgrade or their result, null in other messages. */
    public String id() {
        return string(Field.ID);
    }

    /** Status of a result, null when absent. */
    public String status() {
        return string(Field.STATUS);
    }

    /** Output of a result, null when absent. */
    public String output() {
        return string(Field.OUTPUT);
    }

    /** Name of a command of the agent's allow-list, null in other messages. */
    public String command() {
        return string(Field.COMMAND);
    }

    /** Arguments of a command in their order, empty when it has none. */
    public List<String> args() {
        return has(Field.ARGS) ? List.copyOf(Arguments.read(this)) : List.of();
    }

    /** Moment after which a command or an upgrade is not begun any more, seconds since 1970; NaN when absent. */
    public double expires() {
        return number(Field.EXPIRES);
    }

    /** Where an upgrade is fetched from, null in other messages. */
    public String url() {
        return string(Field.URL);
    }

    /** SHA-256 of an upgrade's file, 64 hexadecimal digits; null in other messages. */
    public String sha256() {
        return string(Field.SHA256);
    }
}
