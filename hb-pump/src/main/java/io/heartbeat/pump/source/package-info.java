/**
 * Where entries come from, as the pipeline sees it: a {@link io.heartbeat.pump.source.SourceFactory} reads a reader's keys, a
 * {@link io.heartbeat.pump.source.LogSource} opens one {@link io.heartbeat.pump.source.LogStream} for each sender.
 *
 * <p>Boundary: fields as bytes, a place to resume from, and waiting; neither JSON nor senders. Adding a source is one factory
 * and its service line.
 */
package io.heartbeat.pump.source;
