package io.heartbeat.micro;

import io.heartbeat.settings.SettingsException;

/** The server cannot start, for a reason that the operator can mend. The message says what to do. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }

    /** What to print of a failure, one or more lines; null when it is a fault of the program, with its stack trace. */
    static String readable(Exception failure) {
        return failure instanceof Failure || failure instanceof SettingsException ? failure.getMessage() : null;
    }
}
