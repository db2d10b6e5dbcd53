/**
 * The configuration of the pump, as journalpump's JSON file or under {@code pump:} of the agent's YAML: every key typed,
 * checked, and refused by its path when it is wrong or unknown.
 */
package io.heartbeat.pump.config;
