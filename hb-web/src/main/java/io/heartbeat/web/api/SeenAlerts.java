package io.heartbeat.web.api;

import io.heartbeat.access.Role;
import io.heartbeat.alert.AlertRecord;
import io.heartbeat.alert.AlertState;
import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.Alerts;
import io.heartbeat.threshold.Level;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** The alerts that the sender of this request may see, and what it may do with them. */
@RequestScoped
public class SeenAlerts {
    private static final int PAGES = 20;

    private final Alerts alerts;
    private final Viewer viewer;
    private final Deeds deeds;

    /** For the container's proxy. */
    protected SeenAlerts() {
        this(null, null, null);
    }

    /** @param viewer who is asking */
    @Inject
    public SeenAlerts(Alerts alerts, Viewer viewer, Deeds deeds) {
        this.alerts = alerts;
        this.viewer = viewer;
        this.deeds = deeds;
    }

    /** Active alerts, newest first; each filter null for all. */
    List<AlertView> active(String level, String host, String state) {
        Level wanted = level == null
                ? null
                : Level.of(level).orElseThrow(() -> refused("level", "warning, critical or unknown"));
        AlertState in = state == null
                ? null
                : AlertState.of(state)
                        .orElseThrow(() -> refused(
                                "state", "firing, acknowledged, silenced, maintenance, unreachable or flapping"));
        return alerts.active().stream()
                .filter(view -> viewer.sees(view.alert().host()))
                .filter(view -> wanted == null || view.alert().level() == wanted)
                .filter(view -> host == null || view.alert().host().equals(host))
                .filter(view -> in == null || view.state() == in)
                .map(view -> view.seenBy(viewer::sees))
                .toList();
    }

    /** One of them, or 404. */
    AlertView find(long id) {
        return alerts.find(id)
                .filter(view -> viewer.sees(view.alert().host()))
                .map(view -> view.seenBy(viewer::sees))
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_ALERT, null));
    }

    /** One of them that the sender may act on: 404 when it may not even see it, 403 when it may only see it. */
    AlertView acted(long id) {
        AlertView view = find(id);
        if (!manages(view.alert().host())) {
            throw new ProblemException(ProblemType.ROLE_MISSING, "a manager of the host may do this");
        }
        return view;
    }

    /** Stored events before a number, newest first; those of hosts one may not see are left out. */
    List<AlertRecord> history(long before, String host, Long alert, int limit) {
        List<AlertRecord> seen = new ArrayList<>();
        long from = before;
        for (int page = 0; page < PAGES && seen.size() < limit; page++) {
            List<AlertRecord> read = alerts.history(from, host, alert, limit);
            read.stream()
                    .filter(event -> viewer.sees(event.host()))
                    .limit(limit - seen.size())
                    .map(event -> event.seenBy(viewer::sees))
                    .forEach(seen::add);
            if (read.size() < limit) {
                break;
            }
            from = read.get(read.size() - 1).id();
        }
        return seen;
    }

    Alerts all() {
        return alerts;
    }

    Deeds deeds() {
        return deeds;
    }

    Viewer viewer() {
        return viewer;
    }

    /** Whether the sender may act on a host. */
    boolean manages(String host) {
        return viewer.may(host, Role.MANAGER);
    }

    /** Under which name the sender acts. */
    String actor() {
        return viewer.name() == null ? "anonymous" : viewer.name();
    }

    private static ProblemException refused(String key, String words) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, key + " must be " + words);
    }
}
