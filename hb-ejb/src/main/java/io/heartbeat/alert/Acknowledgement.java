package io.heartbeat.alert;

import java.time.Instant;

/**
 * Somebody knows of an alert and takes care.
 *
 * @param by who
 * @param why what they said, may be empty
 * @param at when
 */
public record Acknowledgement(String by, String why, Instant at) {}
