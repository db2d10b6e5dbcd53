package io.heartbeat.notify;

import java.time.Duration;

/**
 * What a notifier sends with.
 *
 * @param http for those that speak HTTP
 * @param timeout how long one try may take
 */
public record Means(Http http, Duration timeout) {}
