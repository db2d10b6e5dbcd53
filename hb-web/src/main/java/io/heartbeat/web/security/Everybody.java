package io.heartbeat.web.security;

import io.heartbeat.access.Role;
import java.util.function.BooleanSupplier;

/**
 * A viewer without a login, on a server that allows it: sees everything.
 *
 * @param mayAct whether this server has no users at all, and so everybody may do everything
 * @param welcome whether the server still allows it
 */
record Everybody(boolean mayAct, BooleanSupplier welcome) implements Viewer {
    @Override
    public String name() {
        return null;
    }

    @Override
    public boolean admin() {
        return mayAct;
    }

    @Override
    public boolean may(String host, Role role) {
        return valid() && (mayAct || role == Role.MONITOR);
    }

    @Override
    public boolean valid() {
        return welcome.getAsBoolean();
    }
}
