package io.heartbeat.pump.json;

import io.heartbeat.pump.filter.EntryText;
import io.heartbeat.pump.source.LogStream;
import java.nio.charset.StandardCharsets;

/** The entry that a stream stands on, as filters see it. For one thread. */
public final class EntryView implements EntryText {
    private final LogStream stream;
    private byte[][] redacted;

    /** A view on whatever entry the stream stands on. */
    public EntryView(LogStream stream) {
        this.stream = stream;
    }

    /** The values that stand for those of MESSAGE fields from now on; see {@link EntryJson#write}. */
    public void redacted(byte[][] values) {
        redacted = values;
    }

    @Override
    public String text(String name) {
        int found = -1;
        int trust = -1;
        for (int i = 0; i < stream.size(); i++) {
            String field = stream.name(i);
            int underscores = field.length() - name.length();
            if (underscores > trust && field.endsWith(name) && leads(field, underscores)) {
                found = i;
                trust = underscores;
            }
        }
        if (found < 0) {
            return null;
        }
        byte[] clean = redacted == null ? null : redacted[found];
        return clean == null
                ? Conversion.of(stream.name(found))
                        .text(stream.bytes(found), stream.offset(found), stream.length(found))
                : new String(clean, StandardCharsets.UTF_8);
    }

    private static boolean leads(String field, int underscores) {
        for (int i = 0; i < underscores; i++) {
            if (field.charAt(i) != '_') {
                return false;
            }
        }
        return true;
    }
}
