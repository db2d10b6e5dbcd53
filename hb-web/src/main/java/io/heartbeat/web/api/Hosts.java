package io.heartbeat.web.api;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.host.BeatMark;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.HostStore;
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
