package io.heartbeat.access;

import io.heartbeat.telemetry.Occurrence;

/**
 * The database did not take a change of the tokens; it counts until the server stops.
 *
 * @param cause what the database said
 */
record TokensNotStored(RuntimeException cause) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_tokens_not_stored_total";
    }

    @Override
    public String help() {
        return "Changes of logins and API tokens that the database did not take.";
    }

    @Override
    public String line() {
        return "the database did not take a login or API token; it stands until the server stops";
    }
}
