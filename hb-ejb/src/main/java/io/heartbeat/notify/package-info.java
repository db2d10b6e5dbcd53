/** Telling people: which channels there are, and how each is reached. */
package io.heartbeat.notify;
