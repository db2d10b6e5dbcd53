/** Updates as DNS messages (RFC 2136), signed with TSIG (RFC 8945), by dnsjava over TCP. Needs no other program. */
package io.heartbeat.dns.rfc2136;
