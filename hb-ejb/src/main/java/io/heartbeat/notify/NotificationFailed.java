package io.heartbeat.notify;

import io.heartbeat.telemetry.Occurrence;
import java.lang.System.Logger.Level;

/**
 * Somebody could not be told, and will not be.
 *
 * @param channel name of the channel
 * @param receiver name of the receiver
 * @param count how many notifications
 * @param outcome what the service said, without secrets
 */
record NotificationFailed(String channel, String receiver, int count, Outcome outcome) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_notification_letters_failed_total";
    }

    @Override
    public String help() {
        return "Letters that reached nobody and are not tried again.";
    }

    @Override
    public String line() {
        return channel + " cannot tell " + receiver + " (" + count + " notifications): " + Cut.line(500, outcome.said())
                + "; /deliveries has the log";
    }

    @Override
    public Level level() {
        return Level.ERROR;
    }
}
