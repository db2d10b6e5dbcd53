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
 * @param executor runs the resolver, off the link's thread
 */
public record Surroundings(TimeSource time, Counters counters, Resolver resolver, Executor executor) {}
