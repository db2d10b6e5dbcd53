package io.heartbeat.wire.loghog;

import java.time.Instant;

/**
 * A message as a client has it. No field may be null.
 *
 * @param application {@code app_id}: which program
 * @param module name of the logger, parts with dots between
 * @param stamp seconds since 1970
 * @param nanos nanoseconds of the stamp
 * @param hostname which host; empty leaves it to the server, who takes the sender's address
 * @param body the text
 */
public record LogMessage(String application, String module, long stamp, int nanos, String hostname, String body) {
    /** A message of a moment. */
    public static LogMessage at(Instant when, String application, String module, String hostname, String body) {
        return new LogMessage(application, module, when.getEpochSecond(), when.getNano(), hostname, body);
    }
}
