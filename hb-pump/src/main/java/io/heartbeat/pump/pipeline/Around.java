package io.heartbeat.pump.pipeline;

import io.heartbeat.clock.TimeSource;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/**
 * What the pump stands in.
 *
 * @param directory for spools, dead letters, and what senders keep
 * @param time its clocks
 * @param pause how it rests after a failure
 * @param background runs small tasks
 */
public record Around(Path directory, TimeSource time, Pause pause, Executor background) {}
