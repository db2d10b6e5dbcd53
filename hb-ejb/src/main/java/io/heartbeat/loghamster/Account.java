package io.heartbeat.loghamster;

import io.heartbeat.wire.loghamster.Init;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is on the disk of one output.
 *
 * @param output the file
 * @param key device and inode, so that another file of that name is not taken for it
 * @param size bytes, all synced
 * @param open streams with offsets that are writing: what lies behind the size is theirs, and will be sent again
 * @param version of two accounts of one output, the one with the larger number is the later; 0 when it was read
 * @param places how far each stream got, by {@link #name}; in a change only those that changed
 */
record Account(Path output, String key, long size, int open, long version, Map<String, Place> places) {
    /** Streams remembered for one output; the one that moved longest ago goes. */
    static final int MOST = 256;

    /**
     * How far a stream got.
     *
     * @param offset bytes of the source that are in the output
     * @param tail the last of them
     * @param begin where in the output the first of them is, if they lie there in one piece; else -1
     */
    record Place(long offset, byte[] tail, long begin) {}

    Account {
        places = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    /** What a stream is called here: host, path and the id, which an original client does not have. */
    static String name(Init init) {
        return init.host() + "\n" + init.path() + "\n"
                + init.resume().map(Init.Resume::id).orElse("");
    }

    /** This, and then a change; one that was overtaken changes nothing, for the later one knows more. */
    Account followedBy(Account change) {
        if (change.version < version) {
            return this;
        }
        Map<String, Place> all = new LinkedHashMap<>(places);
        change.places.forEach((name, place) -> {
            all.remove(name);
            all.put(name, place);
        });
        while (all.size() > MOST) {
            all.remove(all.keySet().iterator().next());
        }
        return new Account(output, change.key, change.size, change.open, change.version, all);
    }
}
