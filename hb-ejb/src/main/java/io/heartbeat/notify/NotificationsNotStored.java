package io.heartbeat.notify;

import io.heartbeat.telemetry.Occurrence;

/**
 * The database did not answer whoever plans or sends notifications; nothing is lost, as events and rows stay there.
 *
 * @param doing what was to be done
 * @param reason what the database said
 */
record NotificationsNotStored(String doing, Exception reason) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_notification_store_failures_total";
    }

    @Override
    public String help() {
        return "Times the database did not answer whoever plans or sends notifications.";
    }

    @Override
    public String line() {
        return "the database did not let notifications be " + doing + ", trying again: " + reason;
    }
}
