/** The sender {@code file}: one JSON object a line in a file that is synced with every batch, and rotated. */
package io.heartbeat.pump.sender.file;
