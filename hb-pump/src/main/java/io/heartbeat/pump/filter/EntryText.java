package io.heartbeat.pump.filter;

/** What filters ask of an entry. */
@FunctionalInterface
public interface EntryText {
    /**
     * A field as it will be shipped, as text: without secrets, identifiers dashed, times in seconds.
     *
     * @param name without leading underscores
     * @return the first one of the name; null when it is absent
     */
    String text(String name);
}
