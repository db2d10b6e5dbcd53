package io.heartbeat.agent;

import java.util.function.Consumer;

/** Who takes the orders of servers. Never blocks its caller. */
@FunctionalInterface
public interface Orders {
    /**
     * Takes an order that was proven to come from its server.
     *
     * @param answer takes the result, once or never, from any thread
     */
    void take(Order order, Consumer<Result> answer);

    /** Refuses all of them. */
    static Orders refusing(Counters counters) {
        return (order, answer) -> {
            counters.count(Counter.COMMANDS_REFUSED);
            answer.accept(Result.refused("this agent runs no commands and installs no upgrades"));
        };
    }
}
