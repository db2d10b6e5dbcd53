/**
 * Telling people. Stored events of alerts → {@code Planner} (who, over which channels; rows of the outbox and how far events
 * were read in one transaction) → {@code Outbox} (the database) → {@code Courier} (one a channel: claims a letter, sends it,
 * marks what came of it) → {@link io.heartbeat.notify.Notifier}, one class a service in {@code notify.channel}. Whenever the
 * process dies, what was not marked is sent again: at least once, and the end of an alert always after its beginning.
 *
 * <p>{@code NotifyThreads} has the threads and follows the configuration; {@code Room} bounds what waits for one receiver.
 * {@link io.heartbeat.notify.OwnChannels} checks what users say of how to reach them, and {@code Reach} which machines are
 * called because they say so, at the last moment.
 *
 * <p>Who there is and what happens comes through {@link io.heartbeat.notify.Audience} and {@link io.heartbeat.notify.News};
 * suppression is the alert's business, and what is suppressed never gets here as due. docs/NOTIFICATIONS.md tells it to users.
 */
package io.heartbeat.notify;
