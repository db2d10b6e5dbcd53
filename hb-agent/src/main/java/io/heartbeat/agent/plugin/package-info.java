/**
 * What the agent finds out about its host, and the place to add more.
 *
 * <p>A plugin is one class that is an {@link io.heartbeat.agent.plugin.InfoPlugin} or a
 * {@link io.heartbeat.agent.plugin.MonitorPlugin}, and one line in {@code META-INF/services}; a jar with both in the
 * directory {@code plugins} beside {@code lib} is found. The {@link io.heartbeat.agent.plugin.PluginRunner} keeps them on
 * threads of their own: a plugin that hangs or throws is reported and tried again, and no heartbeat waits for it.
 */
package io.heartbeat.agent.plugin;
