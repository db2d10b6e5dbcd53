package io.heartbeat.ingest;

import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.Rejection;

/** Signed frames: unsealing what comes, judging whether a host may come unsigned. One per worker, not thread-safe. */
final class Seals {
    private boolean sealed;

    Rejection open(byte[] bytes, int offset, int length) {
        sealed = length >= 4
                && bytes[offset] == 'H'
                && bytes[offset + 1] == 'B'
                && bytes[offset + 2] == 'S'
                && bytes[offset + 3] == '1';
        return sealed ? Rejection.UNKNOWN_KEY : null;
    }

    boolean sealed() {
        return sealed;
    }

    int payloadOffset() {
        return 0;
    }

    int payloadLength() {
        return 0;
    }

    Rejection judge(Message message, Admitted known) {
        return known != null && known.hasSigned && !sealed ? Rejection.UNSIGNED : null;
    }
}
