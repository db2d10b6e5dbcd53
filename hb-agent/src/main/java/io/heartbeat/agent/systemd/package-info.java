/**
 * What systemd wants to hear from a service (sd_notify(3)): ready, stopping, status, and that it is still well.
 *
 * <p>JDK 17 has no datagram sockets of the Unix family, and running {@code systemd-notify} would fork at every watchdog
 * beat and speak under a foreign process id (refused with {@code NotifyAccess=main}). JNA is here for OSHI anyway, so three
 * calls of libc do it.
 */
package io.heartbeat.agent.systemd;
