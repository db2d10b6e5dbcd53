package io.heartbeat.agent.command;

import io.heartbeat.agent.Order;
import io.heartbeat.agent.Result;
import java.util.Optional;

/** Whoever replaces this agent by another version of it. */
@FunctionalInterface
public interface Installer {
    /**
     * Fetches and checks what an upgrade names, and has it tried. May take minutes.
     *
     * @return what became of it; empty when that shows later, by {@link Obedience#finished}
     */
    Optional<Result> install(Order order) throws InterruptedException;
}
