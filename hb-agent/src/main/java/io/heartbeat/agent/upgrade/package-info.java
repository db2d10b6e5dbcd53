/**
 * Another version of this agent: fetched by https from its own server, compared with the digest in the signed order, laid
 * beside the present one, tried, and only then put into its place.
 *
 * <p>{@link io.heartbeat.agent.upgrade.Home} is the layout of the folders, {@link io.heartbeat.agent.upgrade.Fetch} brings the
 * file, {@link io.heartbeat.agent.upgrade.Unpacking} opens it, {@link io.heartbeat.agent.upgrade.Trial} is the new agent on
 * trial. Source: docs/COMMANDS.md.
 */
package io.heartbeat.agent.upgrade;
