package io.heartbeat.pump.follow;

import java.io.IOException;
import java.nio.file.Path;

/** A file got another name between being seen and being opened: whoever looks again sees where things are now. */
final class MovedException extends IOException {
    private static final long serialVersionUID = 1L;

    MovedException(Path path) {
        super(path + " was renamed while it was opened");
    }
}
