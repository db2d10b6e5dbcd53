package io.heartbeat.pump.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pattern for fields that must all match; each entry it finds counts. Immutable.
 *
 * @param name of its counter
 * @param fields patterns by field name, found anywhere in the text; MESSAGE, the longest, stands last
 * @param tags of its counter, beside the named groups; a value may be {@code ip_to_geohash(tag,precision=8)}
 */
public record Search(String name, Map<String, Pattern> fields, Map<String, TagValue> tags) {
    private static final String LONGEST = "MESSAGE";

    /** Orders the fields. */
    public Search {
        Map<String, Pattern> ordered = new LinkedHashMap<>();
        fields.forEach((field, pattern) -> ordered.put(Names.strip(field), pattern));
        Pattern last = ordered.remove(LONGEST);
        if (last != null) {
            ordered.put(LONGEST, last);
        }
        fields = ordered;
    }

    /** The named groups of an entry that matches; null when it does not. */
    public Map<String, String> find(EntryText entry) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (Map.Entry<String, Pattern> field : fields.entrySet()) {
            String text = entry.text(field.getKey());
            if (text == null) {
                return null;
            }
            Matcher matcher = field.getValue().matcher(text);
            if (!matcher.find()) {
                return null;
            }
            field.getValue().namedGroups().keySet().forEach(group -> groups.put(group, matcher.group(group)));
        }
        return groups;
    }

    /** The tags of its counter for an entry with these groups. */
    public Map<String, String> tags(Map<String, String> groups, GeoIp places) {
        Map<String, String> all = new LinkedHashMap<>(groups);
        tags.forEach((tag, value) -> all.put(tag, value.of(groups, places)));
        return all;
    }
}
