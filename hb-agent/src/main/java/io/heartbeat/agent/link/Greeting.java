package io.heartbeat.agent.link;

/**
 * What only the first heartbeat to a server says.
 *
 * @param boot the agent has just started
 * @param text one-off text, null for none
 */
public record Greeting(boolean boot, String text) {}
