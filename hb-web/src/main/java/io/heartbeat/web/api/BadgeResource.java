package io.heartbeat.web.api;

import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.status.StatusPages;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import io.heartbeat.web.status.Badge;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** The state of a host as a picture, for who sees the host; for everybody when {@code badges} names it. */
@Path("hosts/{host}/badge.svg")
@Produces(Badge.MEDIA_TYPE)
@RequestScoped
public class BadgeResource {
    private final HostStates states;
    private final StatusPages pages;
    private final Viewer viewer;

    /** For the container: RESTEasy asks for a public one. */
    public BadgeResource() {
        this(null, null, null);
    }

    /** @param viewer who is asking */
    @Inject
    public BadgeResource(HostStates states, StatusPages pages, Viewer viewer) {
        this.states = states;
        this.pages = pages;
        this.viewer = viewer;
    }

    /** Name and state. */
    @GET
    public String badge(@PathParam("host") String name) {
        HostState host = states.find(name)
                .filter(known -> pages.badge(known.name()) || viewer.sees(known.name()))
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_HOST, null));
        return Badge.of(host.name(), host.status());
    }
}
