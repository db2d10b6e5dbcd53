package io.heartbeat.loghog;

import io.heartbeat.telemetry.Occurrence;

/**
 * A message of an application that nobody configured.
 *
 * @param name as it was sent
 * @param source who sent it
 */
record UnknownApplication(String name, String source) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_loghog_unknown_application_total";
    }

    @Override
    public String help() {
        return "LogHog messages of applications without a facility.";
    }

    @Override
    public String line() {
        return "LogHog: no facility for the application `" + Occurrence.shown(name) + "` of " + source
                + "; its messages are dropped until it has one";
    }
}
