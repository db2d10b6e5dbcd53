package io.heartbeat.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Walks through JSON that {@link Codec} already found valid, without making objects: into the containers that the caller
 * opens, over everything else. On anything that is not valid its answers mean nothing. Reused, one thread's.
 *
 * <p>{@link #over} stands before the outermost value; {@link #open} steps into it; each {@link #next} then stands before one
 * member or element, whose value must be taken by {@link #open}, {@link #number} or {@link #skip}.
 */
public final class JsonWalk {
    private final int[] index = new int[JsonScanner.MAX_DEPTH + 1];
    private byte[] json;
    private int at;
    private int depth;
    private long objects;
    private byte[] key;
    private int keyStart;
    private int keyEnd;

    /** Stands before a value from here on. */
    public void over(byte[] text, int offset) {
        json = text;
        at = offset;
        depth = 0;
        objects = 0;
    }

    /** Whether an object or an array comes. */
    public boolean atContainer() {
        return json[at] == '{' || json[at] == '[';
    }

    /** Steps into the object or array that comes; false, without a step, when it is neither. */
    public boolean open() {
        if (!atContainer()) {
            return false;
        }
        byte first = json[at++];
        index[depth] = -1;
        objects = first == '{' ? objects | 1L << depth : objects & ~(1L << depth);
        depth++;
        return true;
    }

    /** Goes to the next member or element; at the end of the container it steps out and answers false. */
    public boolean next() {
        blank();
        if (json[at] == ',') {
            at++;
            blank();
        }
        if (json[at] == '}' || json[at] == ']') {
            at++;
            depth--;
            return false;
        }
        index[depth - 1]++;
        if (inObject()) {
            readKey();
        }
        return true;
    }

    /** Whether the container that is open is an object; else it is an array. */
    public boolean inObject() {
        return (objects & 1L << depth - 1) != 0;
    }

    /** Which member or element comes, from 0. */
    public int index() {
        return index[depth - 1];
    }

    /** The bytes that hold the key, from {@link #keyStart} to before {@link #keyEnd}; UTF-8, without escapes. */
    public byte[] key() {
        return key;
    }

    /** First byte of the key. */
    public int keyStart() {
        return keyStart;
    }

    /** Behind the last byte of the key. */
    public int keyEnd() {
        return keyEnd;
    }

    /** Takes the value: a text without its quotes and escapes, anything else as it is written. */
    public String text() {
        int start = at;
        skip();
        return json[start] == '"'
                ? JsonText.unescape(json, start + 1, at - 1)
                : new String(json, start, at - start, StandardCharsets.UTF_8);
    }

    /** The key; this one makes an object. */
    public String keyText() {
        return new String(key, keyStart, keyEnd - keyStart, StandardCharsets.UTF_8);
    }

    /** The first byte of the value that comes: what kind it is of. */
    public byte kind() {
        return json[at];
    }

    /** Takes the value: its number, NaN when it is none. */
    public double number() {
        int start = at;
        skip();
        byte first = json[start];
        return first == '-' || first >= '0' && first <= '9' ? Numbers.value(json, start, at) : Double.NaN;
    }

    /** Goes behind the value. */
    public void skip() {
        switch (json[at]) {
            case '"' -> string();
            case '{', '[' -> container();
            default -> {
                while (at < json.length && !ends(json[at])) {
                    at++;
                }
            }
        }
    }

    private static boolean ends(byte b) {
        return b <= ' ' || b == ',' || b == '}' || b == ']';
    }

    private void container() {
        int open = 0;
        do {
            byte b = json[at];
            if (b == '"') {
                string();
                continue;
            }
            if (b == '{' || b == '[') {
                open++;
            } else if (b == '}' || b == ']') {
                open--;
            }
            at++;
        } while (open > 0);
    }

    /** Goes behind a string; answers whether it has an escape. */
    private boolean string() {
        boolean escaped = false;
        at++;
        while (json[at] != '"') {
            if (json[at] == '\\') {
                escaped = true;
                at++;
            }
            at++;
        }
        at++;
        return escaped;
    }

    private void readKey() {
        key = json;
        keyStart = at + 1;
        boolean escaped = string();
        keyEnd = at - 1;
        if (escaped) {
            key = JsonText.unescape(json, keyStart, keyEnd).getBytes(StandardCharsets.UTF_8);
            keyStart = 0;
            keyEnd = key.length;
        }
        blank();
        at++;
        blank();
    }

    private void blank() {
        while (json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
    }
}
