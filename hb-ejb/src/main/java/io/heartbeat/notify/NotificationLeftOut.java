package io.heartbeat.notify;

import io.heartbeat.telemetry.Occurrence;

/**
 * A piece of news was only counted, as too much of it waited already.
 *
 * @param channel name of the channel
 * @param receiver name of the receiver
 * @param most how many may wait
 */
record NotificationLeftOut(String channel, String receiver, int most) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_notifications_left_out_total";
    }

    @Override
    public String help() {
        return "Notifications that were only counted, as too many waited for their receiver.";
    }

    @Override
    public String line() {
        return most + " notifications wait for " + receiver + " on " + channel
                + "; more are counted and left out (notify_most_waiting)";
    }
}
