package io.heartbeat.pump.pipeline;

import io.heartbeat.clock.TimeSource;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * What the pump stands in.
 *
 * @param time its clocks
 * @param pause how it rests after a failure
 * @param background runs small tasks
 * @param fatal is told where a thread ended that cannot go on, mostly for want of memory: the process should end, and be
 *     started anew, which loses nothing
 */
public record Around(TimeSource time, Pause pause, Executor background, BiConsumer<String, Throwable> fatal) {}
