package io.heartbeat.web.api;

import io.heartbeat.host.BeatMark;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;

/** The hosts that the sender of this request may see. What it may not see is not there, in no answer. */
@RequestScoped
public class Hosts {
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

    /** The heartbeat bar of one. */
    List<BeatMark> beats(String name) {
        return states.beats(name);
    }
}
