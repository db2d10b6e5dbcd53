package io.heartbeat.agent.link;

/** What is known of a server. */
public enum Presence {
    /** It never answered yet. */
    AWAITED,
    /** It answers. */
    HERE,
    /** It owes the answers of two intervals. */
    AWAY
}
