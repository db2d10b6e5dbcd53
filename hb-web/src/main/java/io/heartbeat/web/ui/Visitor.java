package io.heartbeat.web.ui;

import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Who looks at a page, for its header. */
@Named
@RequestScoped
public class Visitor {
    @Inject
    Viewer viewer;

    /** Whether somebody is logged in. */
    public boolean isNamed() {
        return viewer.name() != null;
    }

    /** Login name, null when nobody is logged in. */
    public String getName() {
        return viewer.name();
    }
}
