/**
 * The database: its connection by configuration (an H2 file, or PostgreSQL), its schema by Flyway, and whether it answers.
 * Entities belong to the features that own them. Nothing on the way of a datagram waits for it.
 */
package io.heartbeat.storage;
