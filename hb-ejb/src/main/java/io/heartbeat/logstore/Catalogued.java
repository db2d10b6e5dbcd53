package io.heartbeat.logstore;

import java.nio.file.Path;

/**
 * A log that a search may read.
 *
 * @param path the file that grows; its backups stand beside it
 * @param source what it holds
 */
public record Catalogued(Path path, LogSource source) {}
