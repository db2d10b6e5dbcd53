package io.heartbeat.wire.loghog;

import io.heartbeat.protocol.Inflation;
import io.heartbeat.protocol.Rejection;
import io.heartbeat.protocol.TokenScanner;
import java.nio.charset.StandardCharsets;

/**
 * Reads the payload of one frame after the other. The fields are views on the payload, valid until the next call; a message
 * without escapes is read without any allocation. Not thread-safe: one for each thread.
 */
public final class MessageReader {
    private static final int MAX_DEPTH = 16;
    private static final int FAULT = -1;
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final TokenScanner tokens = new TokenScanner();
    private final Inflation inflation;
    private final Span application = new Span();
    private final Span module = new Span();
    private final Span stamp = new Span();
    private final Span nanos = new Span();
    private final Span hostname = new Span();
    private final Span body = new Span();
    private final Span signature = new Span();
    private final Span sha256 = new Span();
    private final Span[] spans = {application, module, stamp, nanos, hostname, body, signature, sha256};
    private boolean version;
    private boolean mistyped;
    private byte[] json;
    private int end;

    /** @param maxInflated bytes of a payload that came as zlib, inflated */
    public MessageReader(int maxInflated) {
        inflation = new Inflation(maxInflated);
    }

    /**
     * Reads a payload.
     *
     * @param flags of its frame
     * @return null when it is a message
     */
    public Refusal read(byte[] payload, int offset, int length, int flags) {
        if (length == 0) {
            return Refusal.EMPTY;
        }
        if ((flags & Frame.ZLIB) == 0) {
            return parse(payload, offset, length);
        }
        Rejection why = inflation.inflate(payload, offset, length);
        if (why != null) {
            return why == Rejection.INFLATED_TOO_LARGE ? Refusal.TOO_LARGE : Refusal.BAD_ZLIB;
        }
        return parse(inflation.inflated(), 0, inflation.length());
    }

    private Refusal parse(byte[] payload, int offset, int length) {
        for (Span span : spans) {
            span.clear();
        }
        version = false;
        mistyped = false;
        json = payload;
        end = offset + length;
        int at = skip(offset);
        at = at < end && json[at] == '{' ? object(at, 1) : FAULT;
        if (at == FAULT || skip(at) != end) {
            return Refusal.BAD_JSON;
        }
        boolean whole = version && application.present() && module.present() && stamp.present();
        return mistyped || !whole || !nanos.present() || !body.present() ? Refusal.BAD_FIELD : null;
    }

    private int object(int start, int depth) {
        int at = skip(start + 1);
        if (at < end && json[at] == '}') {
            return at + 1;
        }
        while (at < end && json[at] == '"') {
            int close = tokens.string(json, at, end);
            int colon = close == FAULT ? FAULT : skip(close);
            if (colon == FAULT || colon >= end || json[colon] != ':') {
                return FAULT;
            }
            int value = skip(colon + 1);
            int behind = depth == 1 ? member(at + 1, close - 1, value) : value(value, depth);
            at = behind == FAULT ? FAULT : skip(behind);
            if (at == FAULT || at >= end) {
                return FAULT;
            }
            if (json[at] == '}') {
                return at + 1;
            }
            if (json[at] != ',') {
                return FAULT;
            }
            at = skip(at + 1);
        }
        return FAULT;
    }

    private int array(int start, int depth) {
        int at = skip(start + 1);
        if (at < end && json[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = value(at, depth);
            at = at == FAULT ? FAULT : skip(at);
            if (at == FAULT || at >= end) {
                return FAULT;
            }
            if (json[at] == ']') {
                return at + 1;
            }
            if (json[at] != ',') {
                return FAULT;
            }
            at = skip(at + 1);
        }
    }

    private int value(int at, int depth) {
        if (at >= end || depth > MAX_DEPTH) {
            return FAULT;
        }
        return switch (json[at]) {
            case '"' -> tokens.string(json, at, end);
            case '{' -> object(at, depth + 1);
            case '[' -> array(at, depth + 1);
            case 't', 'f', 'n' -> tokens.literal(json, at, end);
            default -> tokens.number(json, at, end);
        };
    }

    /** A field of the message itself; the last one of a name counts. */
    private int member(int key, int keyEnd, int value) {
        int behind = value(value, 1);
        if (behind == FAULT) {
            return FAULT;
        }
        Span span = field(key, keyEnd);
        if (span == null) {
            return behind;
        }
        boolean number = span == stamp || span == nanos;
        if (json[value] == '"' && !number) {
            span.take(json, value + 1, behind - 1, tokens.escaped());
        } else if (number && integer(value, behind)) {
            span.take(json, value, behind, false);
        } else if (is(NULL, value, behind) && span != application && span != module && span != body && !number) {
            span.clear();
        } else {
            mistyped = true;
        }
        return behind;
    }

    private boolean integer(int from, int to) {
        for (int i = json[from] == '-' ? from + 1 : from; i < to; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private Span field(int from, int to) {
        return switch (to - from) {
            case 4 -> is(Keys.BODY, from, to) ? body : null;
            case 5 -> is(Keys.STAMP, from, to) ? stamp : is(Keys.NSECS, from, to) ? nanos : null;
            case 6 -> is(Keys.APP_ID, from, to) ? application : is(Keys.MODULE, from, to) ? module : null;
            case 7 -> {
                version |= is(Keys.VERSION, from, to);
                yield null;
            }
            case 8 -> is(Keys.HOSTNAME, from, to) ? hostname : null;
            case 9 -> is(Keys.SIGNATURE, from, to) ? signature : null;
            case 16 -> is(Keys.SIGNATURE_SHA256, from, to) ? sha256 : null;
            default -> null;
        };
    }

    private boolean is(byte[] word, int from, int to) {
        return java.util.Arrays.equals(word, 0, word.length, json, from, to);
    }

    private int skip(int start) {
        int at = start;
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** {@code app_id}: which program. */
    public Span application() {
        return application;
    }

    /** {@code module}: name of the logger. */
    public Span module() {
        return module;
    }

    /** {@code stamp}: seconds since 1970 at the client, digits. */
    public Span stamp() {
        return stamp;
    }

    /** {@code nsecs}: nanoseconds of the stamp, digits. */
    public Span nanos() {
        return nanos;
    }

    /** {@code hostname}: may be absent. */
    public Span hostname() {
        return hostname;
    }

    /** {@code body}: the line, of one or more lines of text. */
    public Span body() {
        return body;
    }

    /** {@code signature}: may be absent. */
    public Span signature() {
        return signature;
    }

    /** {@code signature_sha256}: may be absent. */
    public Span sha256() {
        return sha256;
    }
}
