package io.heartbeat.threshold;

/** Somebody missed crossings and wants every level that is, or was, not OK told again as a {@link ThresholdCrossed}. */
public record LevelsWanted() {}
