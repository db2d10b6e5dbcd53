/**
 * Sends what a Java program logs to a LogHog server: {@link io.heartbeat.loghog.client.LogHogAppender} for Logback,
 * {@link io.heartbeat.loghog.client.LogHogHandler} for java.util.logging, both in front of one
 * {@link io.heartbeat.loghog.client.LogHogClient}. A logging call never waits and never fails: what cannot be sent is dropped
 * and counted. Knows nothing of the agent or the server but the wire format. Manual: docs/LOGHOG.md.
 */
package io.heartbeat.loghog.client;
