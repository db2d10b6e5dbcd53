/**
 * How long a heartbeat takes to the journal and to a watcher of the live feed while the server is under load. A few probe
 * heartbeats a second carry the time they were sent in their text; a reader of the journal and a WebSocket client note when
 * they see it. All three live in this process and read one wall clock.
 */
package io.heartbeat.bench.latency;
