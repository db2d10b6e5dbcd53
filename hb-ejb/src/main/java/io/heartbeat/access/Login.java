package io.heartbeat.access;

import java.time.Instant;

/**
 * A login that stands.
 *
 * @param user login name
 * @param expires when it ends by itself
 */
public record Login(String user, Instant expires) {}
