package io.heartbeat.web.api;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.host.BeatMark;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.HostStore;
import io.heartbeat.protocol.Names;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The hosts that the sender of this request may see. What it may not see is not there, in no answer. */
@RequestScoped
public class Hosts {
    @Inject
    HostStore store;

    @Inject
    Actor actor;

    @Inject
    Event<Deed> deeds;

    private final HostStates states;
    private final Viewer viewer;

    /** For the container's proxy. */
    protected Hosts() {
        this(null, null);
    }

    /** @param viewer who is asking */
    @Inject
    public Hosts(HostStates states, Viewer viewer) {
        this.states = states;
        this.viewer = viewer;
    }

    /** All of them, by name. */
    List<HostState> all() {
        return states.all().stream()
                .filter(host -> viewer.sees(host.name()))
                .sorted(Comparator.comparing(HostState::name))
                .toList();
    }

    /** One of them, or 404. */
    HostState find(String name) {
        return states.find(name)
                .filter(host -> viewer.sees(host.name()))
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_HOST, null));
    }

    /** One of them on which the sender has a role: 404 when it may not see it, 403 when it may only see it. */
    HostState find(String name, Role needed) {
        HostState host = find(name);
        if (!viewer.may(host.name(), needed)) {
            throw new ProblemException(
                    ProblemType.ROLE_MISSING,
                    "needs the role " + needed.name().toLowerCase(Locale.ROOT) + " on " + host.name());
        }
        return host;
    }

    /** Whether the sender has a role on a host that it sees. */
    boolean may(String host, Role role) {
        return viewer.may(host, role);
    }

    /** Makes one known that was never heard of; for administrators. 409 when it is there already. */
    HostState add(String name) {
        Administrator.demand(viewer);
        if (!Names.host(name)) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER, "name must be letters, digits, dots, hyphens and underscores");
        }
        if (!store.add(name)) {
            throw new ProblemException(ProblemType.CONFLICT, name + " is known already");
        }
        deeds.fire(Deed.toHost(actor, "host.create", name, null));
        return find(name);
    }

    /** Stops watching one of them; for its managers. 409 when it is paused already. */
    HostState pause(String name) {
        String host = find(name, Role.MANAGER).name();
        if (!states.pause(host, actor.name())) {
            throw new ProblemException(ProblemType.CONFLICT, host + " is paused already");
        }
        deeds.fire(Deed.toHost(actor, "host.pause", host, null));
        return find(host);
    }

    /** Watches one of them again; for its managers. 409 when it is not paused. */
    HostState resume(String name) {
        String host = find(name, Role.MANAGER).name();
        if (!states.resume(host, actor.name())) {
            throw new ProblemException(ProblemType.CONFLICT, host + " is not paused");
        }
        deeds.fire(Deed.toHost(actor, "host.resume", host, null));
        return find(host);
    }

    /** Forgets one of them; for its owner. */
    void drop(String name) {
        String host = find(name, Role.OWNER).name();
        store.drop(host);
        deeds.fire(Deed.toHost(actor, "host.drop", host, null));
    }

    /** The heartbeat bar of one. */
    List<BeatMark> beats(String name) {
        return states.beats(name);
    }
}
