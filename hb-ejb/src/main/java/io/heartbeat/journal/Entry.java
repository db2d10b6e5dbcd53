package io.heartbeat.journal;

import io.heartbeat.ingest.Arrival;
import io.heartbeat.protocol.Message;
import java.util.Arrays;

/**
 * A message that outlives its event, for the outputs.
 *
 * @param host canonical name of the host
 * @param arrival when and from where
 * @param type kind of message, {@value EventLine#TYPE} for an event of the server itself
 * @param json its bytes as received, without line breaks between tokens; not to be changed
 */
record Entry(String host, Arrival arrival, String type, byte[] json) {
    static Entry of(String host, Arrival arrival, Message message) {
        byte[] json = Arrays.copyOfRange(message.json(), message.offset(), message.offset() + message.length());
        if (!message.singleLine()) {
            LineFormat.joinLines(json, 0, json.length);
        }
        return new Entry(host, arrival, message.type().name(), json);
    }

    long epochMillis() {
        return Math.floorDiv(arrival.epochMicros(), 1000L);
    }

    String source() {
        return Addresses.text(arrival.source().getAddress());
    }
}
