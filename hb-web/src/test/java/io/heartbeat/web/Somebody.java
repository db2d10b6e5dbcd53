package io.heartbeat.web;

import io.heartbeat.access.Role;
import io.heartbeat.web.security.Viewer;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/**
 * Who is asking, as a test wants it.
 *
 * @param name login name
 * @param administrator whether it is one now
 * @param rights whether it has a role on a host now
 */
public record Somebody(String name, BooleanSupplier administrator, BiPredicate<String, Role> rights) implements Viewer {
    @Override
    public boolean admin() {
        return administrator.getAsBoolean();
    }

    @Override
    public boolean may(String host, Role role) {
        return rights.test(host, role);
    }

    @Override
    public boolean valid() {
        return true;
    }
}
