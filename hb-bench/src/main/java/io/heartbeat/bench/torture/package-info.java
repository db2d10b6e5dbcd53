/**
 * What is done to receivers and senders of logs to see whether they lose anything: full disks, cut networks, renewed
 * certificates, stepped clocks. Everything is this bench's own: a file system in memory, a network namespace, an authority.
 */
package io.heartbeat.bench.torture;
