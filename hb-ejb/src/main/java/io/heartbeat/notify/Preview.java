package io.heartbeat.notify;

/**
 * What a channel would send.
 *
 * @param letter in its words
 * @param request of HTTP, without secrets; null for mail, and where there is nobody to send to
 */
public record Preview(Letter letter, Draft request) {}
