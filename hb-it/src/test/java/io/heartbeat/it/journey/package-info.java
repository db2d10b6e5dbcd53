/**
 * Journeys of a user through the shipped programs: {@code bin/hbd}, {@code bin/hbc}, a real PostgreSQL, a real browser, real
 * sockets and signals. Nothing here knows a class of the server or of the agent.
 */
package io.heartbeat.it.journey;
