package io.heartbeat.web.ui;

import io.heartbeat.ingest.IngestSettings;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** What the dialog that adds a host has to know. */
@Named
@RequestScoped
public class AddHost {
    @Inject
    Viewer viewer;

    @Inject
    IngestSettings ingest;

    /** Whether the viewer may add hosts. */
    public boolean isAllowed() {
        return viewer.admin() && !viewer.readsOnly();
    }

    /** UDP port that agents send to. */
    public int getPort() {
        return ingest.port();
    }
}
