package io.heartbeat.flow;

import io.heartbeat.clock.TimeSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Gives every bean the machine's clocks; tests give their own. */
@ApplicationScoped
public class Clocks {
    /** Not proxied: asked for every datagram. */
    @Produces
    TimeSource system() {
        return TimeSource.SYSTEM;
    }
}
