package io.heartbeat.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Writes the ACK to a heartbeat by copying the heartbeat's own tokens: nothing is parsed, formatted or allocated. Never
 * longer than it may be, so that a forged source address gains nobody anything. Stateless and thread-safe.
 */
final class Acknowledgement {
    private static final byte[] HEAD = "{\"ID\":\"ACK\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAME = ",\"name\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEQ = ",\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TIME = ",\"time\":".getBytes(StandardCharsets.US_ASCII);

    private Acknowledgement() {}

    /**
     * Writes {@code {"ID":"ACK","name":…,"seq":…,"time":…}}, without the fields that the request has not.
     *
     * @param request an accepted HTB
     * @param limit bytes the answer may have: the length of the payload that the request came in (its compressed length,
     *     when it was compressed). When not all fields fit, {@code name} is left out first, then {@code time}, then
     *     {@code seq}
     * @param target takes the answer from its first byte on; at least {@code min(limit, 512)} long
     * @return its length, 0 when not even an empty one fits
     */
    static int write(Message request, int limit, byte[] target) {
        int room = limit - HEAD.length - 1;
        if (room < 0) {
            return 0;
        }
        int seq = size(request, Field.SEQ, SEQ);
        int time = size(request, Field.TIME, TIME);
        int name = size(request, Field.NAME, NAME);
        boolean withSeq = seq <= room;
        boolean withTime = withSeq && seq + time <= room;
        boolean withName = withTime && seq + time + name <= room;
        int at = copy(HEAD, 0, HEAD.length, target, 0);
        at = withName ? field(request, Field.NAME, NAME, target, at) : at;
        at = withSeq ? field(request, Field.SEQ, SEQ, target, at) : at;
        at = withTime ? field(request, Field.TIME, TIME, target, at) : at;
        target[at] = '}';
        return at + 1;
    }

    private static int size(Message request, Field field, byte[] key) {
        return request.has(field) ? key.length + request.end(field) - request.start(field) : 0;
    }

    private static int field(Message request, Field field, byte[] key, byte[] target, int at) {
        if (!request.has(field)) {
            return at;
        }
        int behind = copy(key, 0, key.length, target, at);
        return copy(request.json, request.start(field), request.end(field), target, behind);
    }

    private static int copy(byte[] from, int start, int end, byte[] target, int at) {
        System.arraycopy(from, start, target, at, end - start);
        return at + end - start;
    }
}
