/**
 * Files that grow line by line and are rotated, compressed and retired: the one implementation for the message journal and
 * for received logs.
 *
 * <p>Start at {@link io.heartbeat.rolling.RollingFile}; a {@link io.heartbeat.rolling.RollingPolicy} says when and how. The
 * boundary: whole lines in, files out, and no exception through the door: a disk that fails is an
 * {@link io.heartbeat.rolling.Alarm}, since those who write here must go on living. Knows nothing of what the lines mean.
 */
package io.heartbeat.rolling;
