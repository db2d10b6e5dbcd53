package io.heartbeat.agent.plugin;

import io.heartbeat.settings.Section;
import java.util.Map;

/** What both kinds of plugins have. Write an {@link InfoPlugin} or a {@link MonitorPlugin}. */
public sealed interface Plugin permits InfoPlugin, MonitorPlugin {
    /** Its name on the wire, in the configuration and in thresholds: lower case, digits and underscores, unique. */
    String name();

    /**
     * Takes its part of the configuration; called once, before the first look, also when nothing is configured. What is
     * wrong becomes a problem of the section, which keeps the agent from starting.
     *
     * @param section what stands under the plugin's name; {@code interval}, {@code timeout} and {@code enabled} are read
     *     by the agent
     */
    default void configure(Section section) {}

    /**
     * Looks once, now. Called on a thread of its own, never twice at the same time; it may block, but is interrupted after
     * its timeout.
     *
     * @return metrics by name: text, numbers, booleans, lists and maps of these, in the order to be shown
     * @throws Exception when it could not; the message is reported to the server
     */
    Map<String, Object> collect() throws Exception;
}
