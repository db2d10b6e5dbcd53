package io.heartbeat.ingest;

/**
 * A key that was just made, to be shown this once.
 *
 * @param host whose messages it signs
 * @param id {@code key_id} of the agent
 * @param secret {@code key} of the agent, a text
 */
public record NewKey(String host, String id, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "key " + id + " of " + host;
    }
}
