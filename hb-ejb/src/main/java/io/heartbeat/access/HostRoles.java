package io.heartbeat.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the roles on one host. Not thread-safe. */
final class HostRoles {
    private String owner;
    private final List<String> managers = new ArrayList<>();
    private final List<String> monitors = new ArrayList<>();

    void add(String user, Role role) {
        switch (role) {
            case OWNER -> owner = user;
            case MANAGER -> managers.add(user);
            case MONITOR -> monitors.add(user);
        }
    }

    HostAccess access() {
        return new HostAccess(Optional.ofNullable(owner), managers, monitors);
    }
}
