package io.heartbeat.settings;

/**
 * Where a value was written.
 *
 * @param file name of the file, or of the environment variable
 * @param line from 1; 0 for a variable and for a file as a whole
 */
record Place(String file, int line) {}
