/**
 * How far each sender came, in a file that survives: the state file, in the shape that journalpump's readers know.
 *
 * <p>A cursor moves only behind what a destination acknowledged. The file is replaced as a whole and synced, so a crash leaves
 * the old one or the new one.
 */
package io.heartbeat.pump.checkpoint;
