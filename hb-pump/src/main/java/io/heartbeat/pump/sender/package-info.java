/**
 * What a destination is to the pump: {@link io.heartbeat.pump.sender.SenderFactory} reads the keys of one sender,
 * {@link io.heartbeat.pump.sender.Sender} delivers a {@link io.heartbeat.pump.sender.Batch} and says of each item what became
 * of it.
 *
 * <p>Boundary: a sender knows neither the journal nor other senders, keeps no queue, never retries by itself and never sleeps:
 * order, retries, backoff, dead letters and cursors are the pump's. Adding one is a factory, its plan and a service line; each
 * lives in a jar of its own ({@code hb-senders}).
 *
 * <p>What several senders need lies here too: TLS from PEM files, an HTTP client with bounds, SOCKS, the search for the one item
 * that a request is refused for.
 */
package io.heartbeat.pump.sender;
