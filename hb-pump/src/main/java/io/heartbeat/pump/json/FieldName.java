package io.heartbeat.pump.json;

import io.heartbeat.protocol.JsonText;
import io.heartbeat.pump.filter.Names;
import java.nio.charset.StandardCharsets;

/** What is known of one name of a field, worked out once. For one thread. */
final class FieldName {
    /** Underscores in front: more of them, more trusted. */
    final int trust;

    final Conversion conversion;
    final boolean dropped;
    final boolean message;
    /** {@code "NAME":} with a comma in front. */
    final byte[] key;
    /** {@code "NAME_base64":} with a comma in front. */
    final byte[] rawKey;
    /** All names that come out the same. */
    final Group group;

    FieldName(String name, boolean dropped, Group group) {
        String plain = Names.strip(name);
        this.trust = name.length() - plain.length();
        this.conversion = Conversion.of(name);
        this.message = name.equals("MESSAGE");
        this.dropped = dropped;
        this.group = group;
        this.key = key(plain);
        this.rawKey = key(plain + "_base64");
    }

    static byte[] key(String name) {
        StringBuilder text = new StringBuilder(",");
        JsonText.quote(name, text);
        return text.append(':').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What one entry has of the names that come out the same. */
    static final class Group {
        private long entry;
        private int trust;
        private int count;
        private boolean written;

        /** Takes note of a field of this entry; false when there is more than one of the group. */
        boolean meet(FieldName name, long thisEntry) {
            if (entry != thisEntry) {
                entry = thisEntry;
                trust = name.trust;
                count = 1;
                written = false;
                return true;
            }
            if (name.trust > trust) {
                trust = name.trust;
                count = 1;
            } else if (name.trust == trust) {
                count++;
            }
            return false;
        }

        /** Whether the field is of the most trusted name. */
        boolean wins(FieldName name) {
            return name.trust == trust;
        }

        boolean repeated() {
            return count > 1;
        }

        /** True the first time. */
        boolean begin() {
            boolean first = !written;
            written = true;
            return first;
        }
    }
}
