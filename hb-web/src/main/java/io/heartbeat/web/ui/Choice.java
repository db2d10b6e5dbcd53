package io.heartbeat.web.ui;

/**
 * One option of a form.
 *
 * @param value what is sent
 * @param label what is read
 * @param chosen whether it is the present one
 */
public record Choice(String value, String label, boolean chosen) {}
