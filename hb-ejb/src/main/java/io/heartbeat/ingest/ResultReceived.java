package io.heartbeat.ingest;

import io.heartbeat.protocol.Message;

/**
 * An agent answered a command or an upgrade.
 *
 * @param host canonical name of the host
 * @param arrival when and from where
 * @param message the decoded message; valid only until the observer returns, copy what must outlive that
 */
public record ResultReceived(String host, Arrival arrival, Message message) {}
