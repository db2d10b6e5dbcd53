/**
 * The machine itself: what it is, how busy its processors are, how full its memory and its file systems are, what passes
 * through its disks and its network.
 *
 * <p>Seen through OSHI, which knows many systems, except where OSHI would see less on Linux than the kernel tells; each such
 * place says why.
 */
package io.heartbeat.agent.plugin.system;
