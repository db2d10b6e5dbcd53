package io.heartbeat.agent.link;

import io.heartbeat.agent.Counters;
import io.heartbeat.clock.TimeSource;
import java.util.concurrent.Executor;

/**
 * What a link needs from outside.
 *
 * @param time clocks
 * @param counters where it counts
 * @param resolver finds addresses of servers
 * @param executor runs what may block, off the link's thread: resolving names, saving files
 */
public record Surroundings(TimeSource time, Counters counters, Resolver resolver, Executor executor) {}
