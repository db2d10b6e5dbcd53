package io.heartbeat.web.api;

import io.heartbeat.access.Role;
import io.heartbeat.notify.DeliveryState;
import io.heartbeat.notify.Notification;
import io.heartbeat.notify.NotificationDesk;
import io.heartbeat.notify.Receiver;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** The notifications that the sender of this request may know of: those about hosts that it may see, and its own tests. */
@RequestScoped
public class SeenDeliveries {
    private static final int PAGES = 20;

    private final NotificationDesk desk;
    private final Viewer viewer;

    /** For the container's proxy. */
    protected SeenDeliveries() {
        this(null, null);
    }

    /** @param viewer who is asking */
    @Inject
    public SeenDeliveries(NotificationDesk desk, Viewer viewer) {
        this.desk = desk;
        this.viewer = viewer;
    }

    /**
     * The log, newest first; those of hosts one may not see are left out.
     *
     * @param before only older ones than this number
     * @param host only of this host, null for all
     * @param channel only of this channel, null for all
     * @param state only in this state, null for all
     * @throws ProblemException when the state is none, or the database does not answer
     */
    public List<Notification> log(long before, String host, String channel, String state, int limit) {
        DeliveryState in = state == null
                ? null
                : DeliveryState.of(state)
                        .orElseThrow(() -> new ProblemException(
                                ProblemType.INVALID_PARAMETER, "state must be pending, claimed, sent or failed"));
        List<Notification> seen = new ArrayList<>();
        long from = before;
        for (int page = 0; page < PAGES && seen.size() < limit; page++) {
            List<Notification> read = desk.log(from, host, channel, in, limit)
                    .orElseThrow(() -> new ProblemException(ProblemType.UNAVAILABLE, "the database does not answer"));
            read.stream().filter(this::sees).limit(limit - seen.size()).forEach(seen::add);
            if (read.size() < limit) {
                break;
            }
            from = read.get(read.size() - 1).id();
        }
        return seen;
    }

    private boolean sees(Notification row) {
        return row.host().isEmpty() ? concerns(row) : viewer.sees(row.host());
    }

    /** What is about no host, such as a test, concerns administrators and whom it was for. */
    private boolean concerns(Notification row) {
        return viewer.admin() || viewer.name() != null && row.receiver().equals(Receiver.USER + viewer.name());
    }

    /** Whether the sender may read what a service answered. */
    public boolean reads(Notification row) {
        return row.host().isEmpty() ? concerns(row) : viewer.may(row.host(), Role.MANAGER);
    }
}
