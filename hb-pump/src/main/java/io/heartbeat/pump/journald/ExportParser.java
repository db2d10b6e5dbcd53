package io.heartbeat.pump.journald;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Reads the export format of systemd, piece by piece: lines {@code NAME=value}, or {@code NAME}, a length of eight bytes and
 * the value; an empty line ends an entry. Values beyond {@link Inflater#LONGEST} are cut. For one thread.
 *
 * <p>Source: JOURNAL_EXPORT_FORMAT.
 */
final class ExportParser {
    private static final long LARGEST_ENTRY = 16L << 20;
    private static final int SIZE = 8;

    private enum State {
        LINE,
        LENGTH,
        VALUE,
        END,
        LOST
    }

    private final Names names = new Names();
    private final EntryFields fields = new EntryFields();
    private final ExportAddress address = new ExportAddress();
    private State state = State.LINE;
    private byte[] text = new byte[4096];
    private int length;
    private int nameLength;
    private long wanted;
    private byte[] input = {};
    private int at;
    private int end;
    private boolean broken;
    private long corrupted;

    /** Gives the next piece; the one before must be used up. */
    void feed(byte[] bytes, int from, int count) {
        input = bytes;
        at = from;
        end = from + count;
    }

    /** Whether there is something left of the piece. */
    boolean pending() {
        return at < end;
    }

    /** Entries dropped because they were no such format. */
    long corrupted() {
        return corrupted;
    }

    /** Forgets an entry that was begun: the stream begins anew. */
    void reset() {
        state = State.LINE;
        length = 0;
        at = end;
        begin();
    }

    /** Fills the next entry; false when the piece is used up. */
    boolean next(Entry entry) {
        while (at < end) {
            switch (state) {
                case LINE -> {
                    if (line() && finish(entry)) {
                        return true;
                    }
                }
                case LENGTH -> length();
                case VALUE -> value();
                case END -> end();
                case LOST -> lost();
            }
        }
        return false;
    }

    /** Takes the rest of a line; true when it ends an entry. */
    private boolean line() {
        int stop = at;
        while (stop < end && input[stop] != '\n') {
            stop++;
        }
        append(stop - at);
        at = stop;
        if (at == end) {
            return false;
        }
        at++;
        if (length == 0) {
            return true;
        }
        int name = Field.nameEnd(text, 0, length);
        if (name > 0) {
            nameLength = name;
            take();
        } else if (length > 64) {
            lose();
        } else {
            nameLength = length;
            append('=');
            wanted = SIZE;
            state = State.LENGTH;
        }
        return false;
    }

    private void length() {
        int piece = (int) Math.min(wanted, end - at);
        append(piece);
        at += piece;
        wanted -= piece;
        if (wanted == 0) {
            wanted = Bytes.u64(text, length - SIZE);
            length -= SIZE;
            state = State.VALUE;
            if (wanted < 0 || wanted > 1L << 40) {
                lose();
            } else if (wanted == 0) {
                state = State.END;
            }
        }
    }

    private void value() {
        int piece = (int) Math.min(wanted, end - at);
        append(piece);
        at += piece;
        wanted -= piece;
        if (wanted == 0) {
            state = State.END;
        }
    }

    private void end() {
        if (input[at++] == '\n') {
            take();
            state = State.LINE;
        } else {
            lose();
        }
    }

    /** Where nothing makes sense any more, the next empty line does. */
    private void lose() {
        broken = true;
        length = 0;
        wanted = 0;
        state = State.LOST;
    }

    private void lost() {
        byte next = input[at++];
        if (next == '\n' && wanted == '\n') {
            at--;
            state = State.LINE;
        }
        wanted = next;
    }

    private void append(byte one) {
        room(1);
        text[length++] = one;
    }

    private void append(char one) {
        append((byte) one);
    }

    private void append(int count) {
        int kept = Math.max(0, Math.min(count, Inflater.LONGEST + 80 - length));
        room(kept);
        System.arraycopy(input, at, text, length, kept);
        length += kept;
    }

    private void room(int more) {
        if (text.length - length < more) {
            text = java.util.Arrays.copyOf(text, Math.max(text.length * 2, length + more));
        }
    }

    private void take() {
        if (text[0] == '_' && text[1] == '_' && address()) {
            length = 0;
            return;
        }
        if (fields.total() < LARGEST_ENTRY) {
            fields.copy(names.of(text, 0, nameLength), text, 0, nameLength, length);
        } else {
            broken = true;
        }
        length = 0;
        if (text.length > 1 << 20) {
            text = new byte[4096];
        }
    }

    /** Takes what tells where the entry stands. */
    private boolean address() {
        String value = new String(text, nameLength + 1, length - nameLength - 1, ISO_8859_1);
        try {
            return address.take(names.of(text, 0, nameLength), value);
        } catch (IllegalArgumentException wrong) {
            broken = true;
            return true;
        }
    }

    private boolean finish(Entry entry) {
        boolean whole = address.known();
        boolean any = fields.size() > 0 || whole;
        if (any && (broken || !whole)) {
            corrupted++;
        }
        if (whole) {
            address.to(entry.position());
            entry.fields().copyOf(fields);
        }
        begin();
        return whole;
    }

    private void begin() {
        fields.clear();
        address.clear();
        broken = false;
    }
}
