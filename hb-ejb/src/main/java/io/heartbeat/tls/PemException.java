package io.heartbeat.tls;

import java.nio.file.Path;

/** A certificate or key file cannot be used; the message names the file and the way out. */
public final class PemException extends Exception {
    private static final long serialVersionUID = 1L;

    PemException(Path file, String reason) {
        super(file + ": " + reason);
    }
}
