/**
 * The metric history: how many reports a second it stores in H2 and in PostgreSQL, what they take on disk, and how long the
 * API of a server on that database takes to answer.
 */
package io.heartbeat.bench.metrics;
