package io.heartbeat.protocol;

/** The messages of the wire, by their {@code ID} field (docs/PROTOCOL.md, "Messages"). */
public enum MessageType {
    /** Heartbeat, agent to server. */
    HTB,
    /** Plugin report, agent to server. */
    PLG,
    /** Acknowledgement of a heartbeat, server to agent. */
    ACK,
    /** Command from the agent's allow-list, server to agent, signed only. */
    CMD,
    /** Upgrade of the agent, server to agent, signed only. */
    UPD,
    /** Result of a command or an upgrade, agent to server. */
    RES
}
