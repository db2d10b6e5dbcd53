package io.heartbeat.web.security;

import io.heartbeat.access.Role;

/** Who sent a request without a login to a server that has users: sees nothing. */
record Nobody() implements Viewer {
    @Override
    public String name() {
        return null;
    }

    @Override
    public boolean admin() {
        return false;
    }

    @Override
    public boolean may(String host, Role role) {
        return false;
    }

    @Override
    public boolean valid() {
        return false;
    }
}
