/**
 * LogHog beside Debian's rsyslog and syslog-ng: messages a second from a socket to a line in a file, over TCP and UDP; and how
 * long a search in a large log takes.
 */
package io.heartbeat.bench.loghog;
