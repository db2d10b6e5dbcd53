package io.heartbeat.protocol;

import static io.heartbeat.protocol.Rejection.BAD_JSON;
import static io.heartbeat.protocol.Rejection.TOO_DEEP;

/**
 * Validates one JSON object (RFC 8259) in a single pass over its bytes and notes where the protocol's own fields stand.
 * Allocates nothing on the way of a well-formed message. Not thread-safe: one per codec.
 *
 * <p>Every method takes the position where its token begins and answers the position behind it, or -1 once
 * {@link #fault} says why.
 */
final class JsonScanner {
    /** Levels of objects and arrays, the message itself being the first. */
    static final int MAX_DEPTH = 32;

    private static final int REFUSED = -1;

    private Rejection fault;
    private byte[] json;
    private int end;
    private boolean singleLine;
    private boolean escaped;
    private Message message;
    private final TokenScanner tokens = new TokenScanner();

    /**
     * Scans {@code json[offset, offset + length)}, which begins with an opening brace, into {@code into}.
     *
     * @return null when it is a valid object with at most white space behind it
     */
    Rejection scan(byte[] text, int offset, int length, Message into) {
        json = text;
        end = offset + length;
        message = into;
        singleLine = true;
        fault = null;
        int close = object(offset + 1, 1);
        if (close == REFUSED) {
            return fault;
        }
        into.json = text;
        into.offset = offset;
        into.length = close - offset;
        into.singleLine = singleLine;
        return skip(close) == end ? null : BAD_JSON;
    }

    private int object(int start, int depth) {
        if (depth > MAX_DEPTH) {
            return refuse(TOO_DEEP);
        }
        int at = skip(start);
        if (at < end && json[at] == '}') {
            return at + 1;
        }
        while (at < end && json[at] == '"') {
            at = member(at, depth);
            if (at == REFUSED) {
                return REFUSED;
            }
            if (at >= end) {
                break;
            }
            byte next = json[at];
            if (next == '}') {
                return at + 1;
            }
            if (next != ',') {
                break;
            }
            at = skip(at + 1);
        }
        return refuse(BAD_JSON);
    }

    /** A key, its colon and its value, and the white space behind. */
    private int member(int start, int depth) {
        int at = string(start);
        if (at == REFUSED) {
            return REFUSED;
        }
        Field field = depth == 1 ? Field.of(json, start + 1, at - 1, escaped) : null;
        at = skip(at);
        if (at >= end || json[at] != ':') {
            return refuse(BAD_JSON);
        }
        int value = skip(at + 1);
        at = value(value, depth);
        if (at == REFUSED) {
            return REFUSED;
        }
        if (field != null) {
            message.note(field, value, at, json[value] == 'n');
        }
        return skip(at);
    }

    private int array(int start, int depth) {
        if (depth > MAX_DEPTH) {
            return refuse(TOO_DEEP);
        }
        int at = skip(start);
        if (at < end && json[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = value(at, depth);
            if (at == REFUSED) {
                return REFUSED;
            }
            at = skip(at);
            if (at >= end) {
                return refuse(BAD_JSON);
            }
            byte next = json[at];
            if (next == ']') {
                return at + 1;
            }
            if (next != ',') {
                return refuse(BAD_JSON);
            }
            at = skip(at + 1);
        }
    }

    private int value(int at, int depth) {
        if (at >= end) {
            return refuse(BAD_JSON);
        }
        return switch (json[at]) {
            case '"' -> string(at);
            case '{' -> object(at + 1, depth + 1);
            case '[' -> array(at + 1, depth + 1);
            case 't', 'f', 'n' -> checked(tokens.literal(json, at, end));
            default -> checked(tokens.number(json, at, end));
        };
    }

    private int string(int start) {
        int at = tokens.string(json, start, end);
        escaped = tokens.escaped();
        return checked(at);
    }

    private int checked(int at) {
        return at == REFUSED ? refuse(tokens.fault()) : at;
    }

    private int skip(int start) {
        byte[] text = json;
        int stop = end;
        int at = start;
        while (at < stop && text[at] <= ' ') {
            byte b = text[at];
            if (b == '\n' || b == '\r') {
                singleLine = false;
            } else if (b != ' ' && b != '\t') {
                break;
            }
            at++;
        }
        return at;
    }

    private int refuse(Rejection why) {
        fault = why;
        return REFUSED;
    }
}
