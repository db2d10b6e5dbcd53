package io.heartbeat.wire.loghog;

import java.util.Locale;

/** Why a frame is not taken. */
public enum Refusal {
    /** There is no payload. */
    EMPTY,
    /** The payload is longer than the bound, as it comes or inflated. */
    TOO_LARGE,
    /** A datagram ends before its frame does. */
    TRUNCATED,
    /** The payload says it is zlib and is not. */
    BAD_ZLIB,
    /** The payload is no JSON object. */
    BAD_JSON,
    /** A field that every message has is missing, or is of another type. */
    BAD_FIELD,
    /** No facility of the application is configured. */
    UNKNOWN_APPLICATION,
    /** The facility has a secret, and the message no signature of the kind that is asked for. */
    UNSIGNED,
    /** The signature is wrong. */
    BAD_SIGNATURE;

    /** As metrics spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
