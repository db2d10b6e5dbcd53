package io.heartbeat.dns;

import java.time.Instant;

/**
 * What is known of one name, as it is stored and told.
 *
 * @param name in DNS
 * @param host that it belongs to
 * @param zone what it lies in, for what fails in common
 * @param wanted what shall stand there
 * @param published what we wrote there last; {@link Records#NONE} when nothing, or deleted
 * @param pending whether that still has to be brought to the name server
 * @param down whether the host is down, as far as told
 * @param queuedAt since when it is pending, null when it is not
 * @param publishedAt when the last update stood, null before the first
 * @param problem why the last try failed, null when it did not
 * @param cause why the last update was queued
 */
public record NameState(
        String name,
        String host,
        String zone,
        Records wanted,
        Records published,
        boolean pending,
        boolean down,
        Instant queuedAt,
        Instant publishedAt,
        String problem,
        String cause) {}
