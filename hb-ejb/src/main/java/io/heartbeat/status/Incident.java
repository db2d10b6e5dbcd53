package io.heartbeat.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a team tells the public.
 *
 * @param id its number
 * @param page slug of the page it stands on
 * @param title in one line
 * @param impact how much it hurts
 * @param createdAt when it was written
 * @param resolvedAt when it was over, null while it is not
 * @param notes what was said, the oldest first; at least one
 */
public record Incident(
        long id, String page, String title, Impact impact, Instant createdAt, Instant resolvedAt, List<Note> notes) {
    /** Copies the list. */
    public Incident {
        notes = List.copyOf(notes);
    }

    /**
     * One thing that was said.
     *
     * @param at when
     * @param stage how far people are
     * @param text in plain words
     * @param author login name, null when nobody is logged in; not for the public
     */
    public record Note(Instant at, Stage stage, String text, String author) {}

    /** How far people are now. */
    public Stage stage() {
        return notes.get(notes.size() - 1).stage();
    }

    /** With one thing more. */
    Incident with(Note note) {
        List<Note> all = new ArrayList<>(notes);
        all.add(note);
        Instant resolved = note.stage() == Stage.RESOLVED ? note.at() : null;
        return new Incident(id, page, title, impact, createdAt, resolved, all);
    }
}
