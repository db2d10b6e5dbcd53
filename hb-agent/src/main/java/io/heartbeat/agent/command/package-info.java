/**
 * Commands of a server: off unless the configuration has an allow-list, taken from signed frames only, each obeyed once.
 *
 * <p>{@link io.heartbeat.agent.command.Obedience} decides, {@link io.heartbeat.agent.command.OrderMemory} knows across restarts
 * what was done, {@link io.heartbeat.agent.command.AllowList} is what the machine's owner allows. Upgrades go the same way as
 * far as the decision; what installs them is behind {@link io.heartbeat.agent.command.Installer}. Source: docs/COMMANDS.md.
 */
package io.heartbeat.agent.command;
