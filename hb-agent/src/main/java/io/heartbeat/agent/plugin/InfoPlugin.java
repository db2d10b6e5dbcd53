package io.heartbeat.agent.plugin;

/** Tells what does not change while the agent runs. Asked once per start; when that fails, again until it succeeds. */
public non-sealed interface InfoPlugin extends Plugin {}
