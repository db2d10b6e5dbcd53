package io.heartbeat.pump.filter;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a tag of a search says: a fixed text, or the place of an address that a group found. Immutable. */
public sealed interface TagValue {
    /** The value for these groups; null drops the tag. */
    String of(Map<String, String> groups, GeoIp places);

    /**
     * Reads the configuration's text.
     *
     * @throws IllegalArgumentException for an {@code ip_to_geohash} that is not well formed
     */
    static TagValue parse(String text) {
        if (!text.startsWith("ip_to_geohash")) {
            return new Fixed(text);
        }
        Matcher call = GeoHash.CALL.matcher(text);
        if (!call.matches()) {
            throw new IllegalArgumentException("must be ip_to_geohash(tag) or ip_to_geohash(tag,precision), precision 1"
                    + " to 12; found `" + text + "`");
        }
        return new GeoHash(call.group(1), call.group(2) == null ? 8 : Integer.parseInt(call.group(2)));
    }

    /** A text. */
    record Fixed(String text) implements TagValue {
        @Override
        public String of(Map<String, String> groups, GeoIp places) {
            return text;
        }
    }

    /**
     * Where an address lies.
     *
     * @param tag group that holds the address
     * @param precision characters of the geohash, 1 to 12
     */
    record GeoHash(String tag, int precision) implements TagValue {
        private static final Pattern CALL = Pattern.compile(
                "ip_to_geohash\\(\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*(?:,\\s*(?:precision\\s*=\\s*)?([1-9]|1[0-2])\\s*)?\\)");

        @Override
        public String of(Map<String, String> groups, GeoIp places) {
            String address = groups.get(tag);
            return address == null ? null : places.geohash(address, precision);
        }
    }
}
