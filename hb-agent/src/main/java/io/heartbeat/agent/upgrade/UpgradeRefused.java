package io.heartbeat.agent.upgrade;

/** An upgrade cannot be; the agent stays as it is. The message is for who wanted it. */
public class UpgradeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    UpgradeRefused(String message) {
        super(message);
    }
}
