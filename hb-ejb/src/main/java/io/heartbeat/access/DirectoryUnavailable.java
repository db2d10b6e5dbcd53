package io.heartbeat.access;

/** The directory cannot be asked now, so nobody of it can log in; its operators were told in the log. */
public class DirectoryUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message for the log, without secrets */
    public DirectoryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
