package io.heartbeat.alert;

/** The database did not take a change of an alert in time; it may still do so later. */
public class AlertsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlertsUnavailable(Exception cause) {
        super("alerts cannot be changed at present: the database does not answer", cause);
    }
}
