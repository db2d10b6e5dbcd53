/**
 * The receivers that are compared: our server, a bare receive-and-count loop, and rsyslog, each a process of its own with
 * the same receive buffer, started here on a free port of 127.0.0.1 and ended here by its own process id.
 *
 * <p>A {@link io.heartbeat.bench.receiver.Receiver} says how many messages it has made durable since a mark; for those that
 * write files, that is lines in files, counted from outside and not by their own word.
 */
package io.heartbeat.bench.receiver;
