/**
 * Commands and upgrades for agents: asked for by people, sent over signed frames only, answered once.
 *
 * <p>{@link io.heartbeat.command.CommandDesk} is what people use; {@link io.heartbeat.command.CommandBook} the rule, without
 * database or network; {@link io.heartbeat.command.Commands} stands around it and hears the intake. A command is stored before
 * it is queued. It travels with the answer to a host's signed message, and again until the agent has answered: the agent
 * knows it by its identifier and obeys it once. {@link io.heartbeat.command.Parcels} are the agents that this server gives
 * away. Source: docs/COMMANDS.md.
 */
package io.heartbeat.command;
