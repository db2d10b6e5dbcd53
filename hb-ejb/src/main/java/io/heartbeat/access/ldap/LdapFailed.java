package io.heartbeat.access.ldap;

import io.heartbeat.telemetry.Occurrence;

/**
 * The directory cannot be asked; only users of this server itself can log in.
 *
 * @param where which servers
 * @param why what came of it
 */
record LdapFailed(String where, String why) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_ldap_failures_total";
    }

    @Override
    public String help() {
        return "Logins that the directory could not be asked about.";
    }

    @Override
    public String line() {
        return "the directory at " + where + " cannot be asked, only users of this server itself can log in: " + why;
    }
}
