package io.heartbeat.notify;

import java.time.Instant;

/**
 * Somebody is told next, unless an alert is acknowledged before.
 *
 * @param alert number of the alert
 * @param route name of the route
 * @param step number of the step, from 0
 * @param event number of the event that began it
 * @param dueAt when
 * @param text what had happened
 */
record Escalation(long alert, String route, int step, long event, Instant dueAt, String text) {}
