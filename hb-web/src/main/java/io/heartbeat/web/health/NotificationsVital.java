package io.heartbeat.web.health;

import io.heartbeat.notify.NotifyThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** News of alerts is being read and planned. Services that do not answer are theirs to mend, not this server's. */
@ApplicationScoped
public class NotificationsVital implements Vital {
    @Inject
    NotifyThreads notifications;

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public boolean well() {
        return notifications.well();
    }
}
