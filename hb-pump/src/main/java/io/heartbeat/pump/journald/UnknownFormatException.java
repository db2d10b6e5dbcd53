package io.heartbeat.pump.journald;

import java.io.IOException;
import java.nio.file.Path;

/** A file asks for a feature that this reader does not know. */
final class UnknownFormatException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Path file;

    UnknownFormatException(Path file) {
        super(file + " has an unknown incompatible flag");
        this.file = file;
    }

    Path file() {
        return file;
    }
}
