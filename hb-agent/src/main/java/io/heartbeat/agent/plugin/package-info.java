/**
 * What the agent finds out about its host, and the place to add more.
 *
 * <p>A plugin is one class that is an {@link io.heartbeat.agent.plugin.InfoPlugin} or a
 * {@link io.heartbeat.agent.plugin.MonitorPlugin}, and one line in {@code META-INF/services}; one test walks them all and holds
 * them to docs/AGENT.md. Others' jars and scripts come from a folder. The {@link io.heartbeat.agent.plugin.PluginRunner} keeps
 * all on threads of their own, and what they say is copied there: a plugin that hangs, throws or talks rubbish is reported and
 * tried again, and no heartbeat waits for it.
 */
package io.heartbeat.agent.plugin;
