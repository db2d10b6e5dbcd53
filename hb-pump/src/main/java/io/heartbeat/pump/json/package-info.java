/**
 * From an entry's raw bytes to the JSON that is shipped: written straight into a buffer that is used again, without maps,
 * and without a string for any field that is fine as it is.
 *
 * <p>{@link io.heartbeat.pump.json.EntryJson} is the door. Knows entries and choices of fields, no destination.
 */
package io.heartbeat.pump.json;
