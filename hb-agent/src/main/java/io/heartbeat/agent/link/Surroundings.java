package io.heartbeat.agent.link;

import io.heartbeat.agent.Counters;
import io.heartbeat.agent.Orders;
import io.heartbeat.clock.TimeSource;
import java.util.concurrent.Executor;

/**
 * What a link needs from outside.
 *
 * @param time clocks
 * @param counters where it counts
 * @param resolver finds addresses of servers
 * @param executor runs what may block, off the link's thread: resolving names, saving files
 * @param orders who takes commands and upgrades
 */
public record Surroundings(TimeSource time, Counters counters, Resolver resolver, Executor executor, Orders orders) {
    /** Where nothing is obeyed. */
    public Surroundings(TimeSource time, Counters counters, Resolver resolver, Executor executor) {
        this(time, counters, resolver, executor, Orders.refusing(counters));
    }
}
