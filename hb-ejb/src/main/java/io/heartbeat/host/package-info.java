/**
 * Which hosts there are and whether they are alive. {@link io.heartbeat.host.HostState#next} is the rule, pure;
 * {@link io.heartbeat.host.HostStates} stands around it: observes heartbeats, keeps the timing wheel, hands transitions to
 * the store before anyone is told.
 */
package io.heartbeat.host;
