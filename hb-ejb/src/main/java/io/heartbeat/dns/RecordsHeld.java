package io.heartbeat.dns;

/**
 * The seam for maintenance: while a host's records are held, they are not deleted, however long it is down. Whoever plans
 * maintenances fires it at the beginning and at the end of each, and for those that last over a restart before the intake
 * opens ({@code IntakeStarting}). {@code HostTransitioned} to {@code MAINTENANCE} or {@code PAUSED} has the same effect.
 *
 * @param host name of the host
 * @param held true when it begins, false when it ends
 * @param reason for people: {@code maintenance "kernel" until 14:00}
 */
public record RecordsHeld(String host, boolean held, String reason) {}
