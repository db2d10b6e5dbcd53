package io.heartbeat.access;

/**
 * Who does something.
 *
 * @param name login name, null when nobody is logged in
 * @param address where from; null when unknown
 */
public record Actor(String name, String address) {}
