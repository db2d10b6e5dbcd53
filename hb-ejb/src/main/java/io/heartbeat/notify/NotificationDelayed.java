package io.heartbeat.notify;

import io.heartbeat.telemetry.Occurrence;

/**
 * Somebody could not be told at this try; another follows.
 *
 * @param channel name of the channel
 * @param receiver name of the receiver
 * @param outcome what the service said, without secrets
 */
record NotificationDelayed(String channel, String receiver, Outcome outcome) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_notification_letters_delayed_total";
    }

    @Override
    public String help() {
        return "Tries to send a letter after which another follows.";
    }

    @Override
    public String line() {
        return channel + " did not take a letter for " + receiver + ", trying again: " + Cut.line(500, outcome.said());
    }
}
