/** The machine itself, seen through OSHI: what it is, how busy its processors are, how full its memory is. */
package io.heartbeat.agent.plugin.system;
