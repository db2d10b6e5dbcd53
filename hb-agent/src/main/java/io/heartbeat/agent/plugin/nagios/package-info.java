/**
 * {@code nagios_runner}: runs checks that speak the plugin interface of Nagios, such as Debian's monitoring-plugins, and
 * reports what they say.
 *
 * <p>Here is what such a program means: its exit code, its text, its performance data and their ranges. How a program is run,
 * bounded and ended is {@link io.heartbeat.agent.Subprocess}'s. Sources: Monitoring Plugins Development Guidelines
 * ("Plugin Output for Nagios", "Threshold and ranges"), Nagios Core "Plugin API".
 */
package io.heartbeat.agent.plugin.nagios;
