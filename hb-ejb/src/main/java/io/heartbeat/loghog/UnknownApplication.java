package io.heartbeat.loghog;

import io.heartbeat.telemetry.Occurrence;

/**
 * A message of an application that nobody configured.
 *
 * @param name as it was sent
 * @param source who sent it
 */
record UnknownApplication(String name, String source) implements Occurrence {
    private static final int SHOWN = 80;

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
        String visible = name.replaceAll("\\p{C}", "?");
        return "LogHog: no facility for the application `"
                + (visible.length() > SHOWN ? visible.substring(0, SHOWN) + "…" : visible) + "` of " + source
                + "; its messages are dropped until it has one";
    }
}
