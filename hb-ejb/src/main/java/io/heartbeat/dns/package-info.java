/**
 * Dynamic DNS: hosts under the configured domains get their observed addresses, on change only.
 *
 * <p>heartbeat → {@link io.heartbeat.dns.DnsUpdater} (compares, never waits) → {@code Wishes} (which names, which
 * addresses) → {@code Ledger} (what shall stand, what does, what waits; bounded; behind it the database) → {@code
 * Publisher} → {@link io.heartbeat.dns.DnsProvider}, a package each. {@link io.heartbeat.dns.Step} is the only way into an
 * update and takes nothing but exact names and values. {@code DownWatch} decides whether the records of a host that is down
 * may go; {@link io.heartbeat.dns.RecordsDeleting} asks those who may know better, such as maintenance. docs/DNS.md has the threats.
 */
package io.heartbeat.dns;
