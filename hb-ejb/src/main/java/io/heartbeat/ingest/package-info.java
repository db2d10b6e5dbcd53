/**
 * From the UDP socket to events: receive, decode, authenticate, find the host's lane, fire. Owns the socket, the keys'
 * replay windows and the acknowledgements. Knows nothing of states, journals or pages; those observe.
 */
package io.heartbeat.ingest;
