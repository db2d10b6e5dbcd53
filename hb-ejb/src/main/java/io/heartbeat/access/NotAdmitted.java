package io.heartbeat.access;

import io.heartbeat.telemetry.Occurrence;

/**
 * Another system vouched for somebody who cannot come in.
 *
 * @param why for the operators
 */
record NotAdmitted(String why) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_logins_not_admitted_total";
    }

    @Override
    public String help() {
        return "Logins that a directory or provider vouched for, and that were refused here.";
    }

    @Override
    public String line() {
        return "a login was refused: " + why;
    }
}
