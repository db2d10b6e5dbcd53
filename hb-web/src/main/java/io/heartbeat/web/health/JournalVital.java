package io.heartbeat.web.health;

import io.heartbeat.journal.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The message journal is writable, or switched off. */
@ApplicationScoped
public class JournalVital implements Vital {
    @Inject
    Journal journal;

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public boolean well() {
        return journal.writable();
    }
}
