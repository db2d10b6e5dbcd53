/** What the kernel says of a process and of its sockets: pure parsers of proc(5) texts, and one class that reads them. */
package io.heartbeat.bench.proc;
