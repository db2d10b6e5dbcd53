/**
 * The services, one class each: how the service wants to be asked, what its limits are, and which of its answers promise that
 * another try helps. A new one is one class here and one line in {@code META-INF/services/io.heartbeat.notify.Service}; a
 * contract test walks all of them. docs/NOTIFICATIONS.md has an example of each.
 */
package io.heartbeat.notify.channel;
