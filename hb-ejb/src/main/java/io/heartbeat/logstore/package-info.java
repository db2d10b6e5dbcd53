/**
 * The files of received logs: opened, rotated, compressed, found again. A foundation like {@code storage}: the receivers
 * (loghog, loghamster) write here, the search reads here, and none of them knows another.
 *
 * <p>Start at {@link io.heartbeat.logstore.LogStore}. What comes from the network never names a path by itself:
 * {@link io.heartbeat.logstore.SafePath} makes one of it. Rotation is {@link io.heartbeat.rolling.RollingFile}'s. Knows no wire
 * format and no user.
 */
package io.heartbeat.logstore;
