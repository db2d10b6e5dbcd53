/**
 * The order of things: each sender of a reader has a {@link io.heartbeat.pump.pipeline.Lane} of its own, from the source to
 * the destination, so that none waits for another.
 *
 * <p>A lane is two threads. {@code Intake} reads, filters and writes JSON into a batch; {@code Delivery} sends batches,
 * retries, and moves the cursor. Between them lies {@code Outbox}, bounded in memory, and on disk while the destination
 * fails. Beyond that a lane simply stops reading: the journal itself is the longest queue, and the cursor marks the place.
 */
package io.heartbeat.pump.pipeline;
