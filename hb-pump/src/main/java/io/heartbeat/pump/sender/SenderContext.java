package io.heartbeat.pump.sender;

import io.heartbeat.clock.TimeSource;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/**
 * What a sender may use.
 *
 * @param reader name of the reader in the configuration
 * @param name name of the sender in the configuration
 * @param directory for files of its own that outlive the process; not made yet
 * @param time its only clock
 * @param background runs small tasks beside the sending thread, one at a time or more
 * @param metrics where it may count what the pump cannot see
 */
public record SenderContext(
        String reader, String name, Path directory, TimeSource time, Executor background, Metrics metrics) {}
