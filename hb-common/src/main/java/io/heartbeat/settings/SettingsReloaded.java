package io.heartbeat.settings;

/**
 * The configuration was read anew, without a problem, and this feature's part of it changed.
 *
 * @param settings the part as it is now
 * @param <T> the feature's settings class
 */
public record SettingsReloaded<T>(T settings) {}
