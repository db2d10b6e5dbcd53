package io.heartbeat.pump.sender.otlp;

import java.io.IOException;
import java.util.List;

/** One of the two encodings. For one thread. */
interface Form {
    /** {@code Content-Type} of both directions. */
    String contentType();

    /** An {@code ExportLogsServiceRequest} of these records. */
    byte[] request(List<LogEntry> records) throws IOException;

    /** What an {@code ExportLogsServiceResponse} says; full success for what is none, as its status was 2xx. */
    PartialSuccess response(byte[] body);

    /** The message of a {@code google.rpc.Status}, which a refusal should have as its body; empty when it is none. */
    String status(byte[] body);
}
