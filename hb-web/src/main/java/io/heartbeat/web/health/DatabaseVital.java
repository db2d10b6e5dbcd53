package io.heartbeat.web.health;

import io.heartbeat.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The database answers. */
@ApplicationScoped
public class DatabaseVital implements Vital {
    @Inject
    Database database;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean well() {
        return database.answers();
    }
}
