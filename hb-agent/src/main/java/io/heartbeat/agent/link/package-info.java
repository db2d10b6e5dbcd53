/**
 * The line to one server: heartbeats on time, acknowledgements, reports that wait while it is away.
 *
 * <p>Each {@link io.heartbeat.agent.link.Link} has its own thread, socket, numbers and memory, so a server that is dead or
 * cannot be resolved delays no other. Everything that decides is plain state asked with the time; only
 * {@code Wire} touches the network.
 */
package io.heartbeat.agent.link;
