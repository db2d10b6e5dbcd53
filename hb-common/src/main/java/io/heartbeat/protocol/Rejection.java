package io.heartbeat.protocol;

import java.util.Locale;

/** Why a datagram was refused. Each is one value of the label {@code reason} of {@code hbd_datagrams_rejected_total}. */
public enum Rejection {
    /** No bytes at all. */
    EMPTY,
    /** Longer than a datagram of ours may be. */
    OVERSIZED,
    /** Neither an object, a zlib stream, nor a signed frame. */
    UNKNOWN_FORMAT,
    /** The zlib stream is damaged, truncated, or followed by other bytes. */
    BAD_ZLIB,
    /** Inflates beyond 64 KiB. */
    INFLATED_TOO_LARGE,
    /** Not UTF-8. */
    BAD_UTF8,
    /** Not a JSON object (RFC 8259), or something follows it. */
    BAD_JSON,
    /** Nested deeper than the bound. */
    TOO_DEEP,
    /** A number with more characters than the bound, or one that no double can hold. */
    BAD_NUMBER,
    /** {@code ID} is missing or none of ours. */
    UNKNOWN_TYPE,
    /** A message that never travels in this direction. */
    WRONG_DIRECTION,
    /** A field of the protocol has the wrong type or an impossible value. */
    BAD_FIELD,
    /** The host name has a forbidden character or length. */
    BAD_NAME,
    /** No name, and none known for the source address. */
    NAME_MISSING,
    /** A new host beyond the configured cap. */
    HOST_LIMIT,
    /** The host must sign and did not. */
    UNSIGNED,
    /** Signed with a key nobody here knows. */
    UNKNOWN_KEY,
    /** The MAC is wrong, or the frame is cut. */
    BAD_MAC,
    /** Signed outside the time window. */
    STALE,
    /** Signed, and seen before. */
    REPLAYED,
    /** Signed with a key of another host. */
    FOREIGN_NAME;

    /** The label value: lower case, as Prometheus likes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
