package io.heartbeat.web.ui;

import io.heartbeat.alert.AlertState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;

/** What {@code /alerts} offers to choose from; the alerts themselves are asked for by its script, again and again. */
@Named
@RequestScoped
public class AlertsPage {
    /** What active alerts are grouped by; the first is usual. */
    private static final List<String> GROUPS = List.of("none", "host", "metric", "level");

    /** The states that an active alert can be in. */
    public List<String> getStates() {
        return Arrays.stream(AlertState.values())
                .filter(state -> state != AlertState.RESOLVED)
                .map(AlertState::label)
                .toList();
    }

    /** The ways to group. */
    public List<String> getGroups() {
        return GROUPS;
    }
}
