/**
 * Configuration files, read strictly: every value typed, every unknown key an error that names file, line and path.
 * Features build their own settings classes from a {@link io.heartbeat.settings.Section}; nothing here knows a key.
 */
package io.heartbeat.settings;
