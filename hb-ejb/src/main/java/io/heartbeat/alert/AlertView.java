package io.heartbeat.alert;

/**
 * An alert as it is looked at, at one moment.
 *
 * @param alert the alert
 * @param state what is being done about it
 * @param suppression why people are not told, null when they are
 */
public record AlertView(Alert alert, AlertState state, Suppression suppression) {}
