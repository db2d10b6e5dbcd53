package io.heartbeat.web.live;

import io.heartbeat.access.Role;
import io.heartbeat.web.security.Viewer;
import java.util.Set;

/**
 * A viewer who wants to hear of some hosts only, of those that it may see.
 *
 * @param whole who it is
 * @param hosts their names
 */
record SomeHosts(Viewer whole, Set<String> hosts) implements Viewer {
    @Override
    public String name() {
        return whole.name();
    }

    /** Never: an administrator hears of every host. */
    @Override
    public boolean admin() {
        return false;
    }

    @Override
    public boolean may(String host, Role role) {
        return hosts.contains(host) && whole.may(host, role);
    }

    @Override
    public boolean readsOnly() {
        return whole.readsOnly();
    }

    @Override
    public boolean valid() {
        return whole.valid();
    }
}
