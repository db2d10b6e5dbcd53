/**
 * The command {@code hbc}: its options, where its configuration lies, and how the agent's parts are put together. The only
 * package that knows all others.
 */
package io.heartbeat.agent.cli;
