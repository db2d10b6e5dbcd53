/**
 * Closed backups that nobody can read or change unnoticed: encryption, signatures in a chain, and the check of both. Steps
 * for {@link io.heartbeat.rolling.RollingPolicy}, and doors for command lines. Formats: docs/MESSAGE_JOURNAL.md, "Signing"
 * and "Encryption". Only algorithms of the JDK: AES-256-GCM, SHA-256, Ed25519.
 */
package io.heartbeat.rolling.seal;
