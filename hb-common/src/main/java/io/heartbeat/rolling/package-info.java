/**
 * Files that grow line by line and are rotated, compressed and retired: the one implementation for the message journal and
 * for received logs. Knows nothing of what the lines mean.
 */
package io.heartbeat.rolling;
