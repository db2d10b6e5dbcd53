package io.heartbeat.command;

/**
 * Something became of a command, and the fact is stored.
 *
 * @param command as it is now
 */
public record CommandChanged(Command command) {}
