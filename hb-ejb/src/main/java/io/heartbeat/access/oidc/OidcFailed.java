package io.heartbeat.access.oidc;

import io.heartbeat.telemetry.Occurrence;

/**
 * A login at the provider came to nothing.
 *
 * @param why what is wrong
 */
public record OidcFailed(String why) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_oidc_failures_total";
    }

    @Override
    public String help() {
        return "Logins by OpenID Connect that came to nothing.";
    }

    @Override
    public String line() {
        return "a login by OpenID Connect came to nothing: " + why;
    }
}
