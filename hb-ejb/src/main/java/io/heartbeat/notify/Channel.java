package io.heartbeat.notify;

import java.time.Duration;

/**
 * A service that is set up, under a name.
 *
 * @param name in {@code pushsrv}, in routes and in users' channels
 * @param service name of the service
 * @param notifier that sends
 * @param perMinute messages a minute at most
 * @param concurrency how many are sent at the same time at most
 * @param timeout how long one may take
 */
public record Channel(
        String name, String service, Notifier notifier, int perMinute, int concurrency, Duration timeout) {
    /** Without what the notifier knows. */
    @Override
    public String toString() {
        return "Channel[" + name + ", " + service + "]";
    }
}
