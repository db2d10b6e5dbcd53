package io.heartbeat.web.api;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** What the sender of this request has done, for the audit log. Told after it was done, for what was refused is no deed. */
@RequestScoped
public class Deeds {
    private final Actor actor;
    private final Event<Deed> event;

    /** For the container's proxy. */
    protected Deeds() {
        this(null, null);
    }

    /** @param actor who is asking */
    @Inject
    public Deeds(Actor actor, Event<Deed> event) {
        this.actor = actor;
        this.event = event;
    }

    /** Something was done to a host. */
    void toHost(String action, String host, String subject, String detail) {
        event.fire(new Deed(actor, action, host, subject, empty(detail)));
    }

    /** Something was done to a thing that is no host. */
    void to(String action, long id, String detail) {
        event.fire(Deed.to(actor, action, String.valueOf(id), empty(detail)));
    }

    /** Something was done to a silence or a window, which is about one host or about several. */
    void to(String action, long id, List<String> hosts, String detail) {
        String only = hosts.size() == 1 ? hosts.get(0) : null;
        event.fire(new Deed(actor, action, only, String.valueOf(id), empty(detail)));
    }

    private static String empty(String detail) {
        return detail == null || detail.isEmpty() ? null : detail;
    }
}
