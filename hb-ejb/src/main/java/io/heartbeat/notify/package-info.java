/**
 * Telling people. Stored events of alerts → {@code Planner} (who, over which channels; rows of the outbox and how far events
 * were read in one transaction) → {@code Outbox} (the database) → {@code Courier} (one a channel: claims a letter, sends it,
 * marks what came of it) → {@link io.heartbeat.notify.Notifier}, one class a service in {@code notify.channel}. Whenever the
 * process dies, what was not marked is sent again: at least once, and the end of an alert always after its beginning.
 *
 * <p>Who there is and what happens comes through {@link io.heartbeat.notify.Audience} and {@link io.heartbeat.notify.News};
 * suppression is the alert's business, and what is suppressed never gets here as due. docs/NOTIFICATIONS.md tells it to users.
 */
package io.heartbeat.notify;
