package io.heartbeat.web.ui;

import io.heartbeat.access.Role;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.stream.Collectors;

/** The hosts that the visitor may act on, for {@code data-manages}: scripts then offer nothing that would be refused. */
@Named
@RequestScoped
public class Managed {
    @Inject
    HostStates states;

    @Inject
    Viewer viewer;

    /** {@code *} for all of them, else their names with blanks between; empty for none. */
    public String getNames() {
        if (viewer.admin()) {
            return "*";
        }
        return states.all().stream()
                .map(HostState::name)
                .filter(host -> viewer.may(host, Role.MANAGER))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
