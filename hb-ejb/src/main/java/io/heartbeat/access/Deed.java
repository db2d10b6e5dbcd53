package io.heartbeat.access;

/**
 * Something that somebody did, for the audit log. Fired as a CDI event by whoever does it; {@link Audit} stores it.
 *
 * @param actor who
 * @param action a word with a dot, such as {@code user.create} or {@code host.drop}
 * @param host what host it was done to; null for none
 * @param subject what else it was done to: a user, a silence; null for nothing
 * @param detail the rest in words; null for nothing; never a secret
 */
public record Deed(Actor actor, String action, String host, String subject, String detail) {
    /** Done to a user or a thing that is no host. */
    public static Deed to(Actor actor, String action, String subject, String detail) {
        return new Deed(actor, action, null, subject, detail);
    }

    /** Done to a host. */
    public static Deed toHost(Actor actor, String action, String host, String detail) {
        return new Deed(actor, action, host, null, detail);
    }
}
