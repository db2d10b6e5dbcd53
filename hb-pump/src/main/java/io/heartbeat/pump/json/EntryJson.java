package io.heartbeat.pump.json;

import io.heartbeat.pump.filter.FieldFilter;
import io.heartbeat.pump.source.LogStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes entries as the JSON objects that one sender gets. Leading underscores are stripped; where two names come out the
 * same, the one with more underscores wins; a field that repeats becomes an array. For one thread.
 */
public final class EntryJson {
    /** The largest object that is shipped whole, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int PARTIAL = 1024;
    private static final String TIMESTAMP = "timestamp";
    private static final String REALTIME = "REALTIME_TIMESTAMP";
    private static final byte[] TIMESTAMP_KEY = FieldName.key(TIMESTAMP);
    private static final byte[] REALTIME_KEY = FieldName.key(REALTIME);

    private final Timestamps timestamps = new Timestamps();
    private final byte[] extras;
    private final boolean timestamp;
    private final boolean realtime;
    private final JsonBuffer out = new JsonBuffer();
    private FieldName[] fields = new FieldName[64];
    private FieldNames names;
    private long entry;

    /**
     * For one sender.
     *
     * @param filter which fields are shipped; holds for {@code timestamp} and the extra fields, too
     * @param extras fields that are added, as JSON by name; they replace fields of the same name
     */
    public EntryJson(FieldFilter filter, Map<String, String> extras) {
        Set<String> taken = new HashSet<>(extras.keySet());
        timestamp = filter.passes(TIMESTAMP) && !taken.contains(TIMESTAMP);
        realtime = filter.passes(REALTIME) && !taken.contains(REALTIME);
        taken.add(TIMESTAMP);
        taken.add(REALTIME);
        names = new FieldNames(filter, taken);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        extras.forEach((name, json) -> {
            if (filter.passes(name)) {
                all.writeBytes(FieldName.key(name));
                all.writeBytes(json.getBytes(StandardCharsets.UTF_8));
            }
        });
        this.extras = all.toByteArray();
    }

    /**
     * Writes the entry that the stream stands on.
     *
     * @param redacted the values of its MESSAGE fields without secrets, null for one that stays as it is; null when all stay
     * @return false when the object was too large: {@link #bytes} has what is shipped in its place
     */
    public boolean write(LogStream stream, byte[][] redacted) {
        out.clear();
        names = names.tidied();
        boolean unique = meet(stream);
        for (int i = 0; i < stream.size(); i++) {
            FieldName name = fields[i];
            if (!name.dropped) {
                if (unique) {
                    single(stream, i, name, redacted);
                } else {
                    contested(stream, i, name, redacted);
                }
            }
        }
        if (realtime) {
            out.put(REALTIME_KEY).seconds(stream.realtimeMicros());
        }
        if (timestamp) {
            out.put(TIMESTAMP_KEY);
            timestamps.write(stream.realtimeMicros(), out);
        }
        out.put(extras);
        return close();
    }

    /** Every member has a comma in front: the first one becomes the brace. */
    private boolean close() {
        if (out.length() == 0) {
            out.put('{');
        } else {
            out.bytes()[0] = '{';
        }
        out.put('}');
        if (out.length() <= MAX_BYTES) {
            return true;
        }
        String beginning = new String(out.bytes(), 0, PARTIAL * 4, StandardCharsets.UTF_8);
        int end = beginning.offsetByCodePoints(0, PARTIAL);
        byte[] partial = beginning.substring(0, end).getBytes(StandardCharsets.UTF_8);
        String error = "too large message " + out.length() + " bytes vs maximum " + MAX_BYTES + " bytes";
        out.clear();
        out.put("{\"error\":\"" + error + "\",\"partial_data\":");
        out.quoted(partial, 0, partial.length);
        out.put('}');
        return false;
    }

    /** Looks all names up; true when no two of them come out the same. */
    private boolean meet(LogStream stream) {
        entry++;
        int size = stream.size();
        if (fields.length < size) {
            fields = new FieldName[size * 2];
        }
        boolean unique = true;
        for (int i = 0; i < size; i++) {
            Object memo = stream.shared(i) ? stream.memo(i) : null;
            FieldName name = memo instanceof Fragment fragment && fragment.names == names
                    ? fragment.name
                    : names.get(stream.name(i));
            fields[i] = name;
            unique &= name.group.meet(name, entry);
        }
        return unique;
    }

    private void contested(LogStream stream, int field, FieldName name, byte[][] redacted) {
        if (!name.group.wins(name)) {
            return;
        }
        if (!name.group.repeated()) {
            single(stream, field, name, redacted);
        } else if (name.group.begin()) {
            repeated(stream, field, name, redacted);
        }
    }

    private void single(LogStream stream, int field, FieldName name, byte[][] redacted) {
        byte[] clean = redacted != null && name.message ? redacted[field] : null;
        if (clean != null) {
            out.put(name.key).quoted(clean, 0, clean.length);
            return;
        }
        boolean shared = stream.shared(field);
        if (shared && stream.memo(field) instanceof Fragment fragment && fragment.names == names) {
            out.put(fragment.json);
            return;
        }
        int begin = out.length();
        out.put(name.key);
        if (!value(stream, field, name, null)) {
            out.put(name.rawKey).base64(stream.bytes(field), stream.offset(field), stream.length(field));
        }
        if (shared) {
            stream.memo(field, new Fragment(names, name, Arrays.copyOfRange(out.bytes(), begin, out.length())));
        }
    }

    /** A shared field as it is written, with the names that were in force. */
    private record Fragment(FieldNames names, FieldName name, byte[] json) {}

    private boolean value(LogStream stream, int field, FieldName name, byte[] clean) {
        return clean == null
                ? name.conversion.write(stream.bytes(field), stream.offset(field), stream.length(field), out)
                : out.quoted(clean, 0, clean.length);
    }

    private void repeated(LogStream stream, int first, FieldName name, byte[][] redacted) {
        boolean valid = true;
        char before = '[';
        out.put(name.key);
        for (int i = first; i < stream.size(); i++) {
            if (fields[i] == name) {
                out.put(before);
                valid &= value(stream, i, name, redacted != null && name.message ? redacted[i] : null);
                before = ',';
            }
        }
        out.put(']');
        if (!valid) {
            raw(stream, first, name, redacted);
        }
    }

    /** The raw bytes of a repeated field: null for those that the array shows as they are. */
    private void raw(LogStream stream, int first, FieldName name, byte[][] redacted) {
        JsonBuffer trial = new JsonBuffer();
        char before = '[';
        out.put(name.rawKey);
        for (int i = first; i < stream.size(); i++) {
            if (fields[i] == name) {
                out.put(before);
                trial.clear();
                boolean hides = redacted != null && name.message && redacted[i] != null;
                if (hides || name.conversion.write(stream.bytes(i), stream.offset(i), stream.length(i), trial)) {
                    out.put("null");
                } else {
                    out.base64(stream.bytes(i), stream.offset(i), stream.length(i));
                }
                before = ',';
            }
        }
        out.put(']');
    }

    /** What holds the JSON of the last entry, from 0 to {@link #length}. */
    public byte[] bytes() {
        return out.bytes();
    }

    /** Bytes of the last entry's JSON. */
    public int length() {
        return out.length();
    }
}
