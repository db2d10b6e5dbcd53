/**
 * What the server says of itself: every operational event is a type that is one log line and one counter; every counter and
 * gauge has one name, whether MicroProfile Metrics or our own page exposes it.
 */
package io.heartbeat.telemetry;
