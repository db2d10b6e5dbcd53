package io.heartbeat.web.health;

/** One thing the server cannot do its work without. Implementations are CDI beans; thread-safe. */
public interface Vital {
    /** Its name in the answers of {@code /health}: lower case, no spaces. */
    String name();

    /** Whether it works now. May take a moment, may fail; {@link Vitals} bounds both. */
    boolean well();
}
