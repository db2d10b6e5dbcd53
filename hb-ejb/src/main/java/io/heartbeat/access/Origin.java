package io.heartbeat.access;

/** Where a user comes from. */
public enum Origin {
    /** The configuration file: cannot be changed in the console. */
    CONFIGURATION,
    /** The web console or the API. */
    CONSOLE,
    /** A directory, at the first login: the password is the directory's. */
    LDAP,
    /** A provider of OpenID Connect, at the first login: it has no password here. */
    OIDC;

    /** Whether another system vouches for the user. */
    public boolean external() {
        return this == LDAP || this == OIDC;
    }
}
