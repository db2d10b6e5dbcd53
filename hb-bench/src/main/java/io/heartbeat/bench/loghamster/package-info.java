/**
 * LogHamster from a file to a file: how fast, and what survives kill -9, a full disk and a sync that fails. The client is {@code
 * hbc} as it is shipped; the server is LogHamster's own classes in a process without the rest of hbd, so that it starts in half
 * a second and can be killed often.
 */
package io.heartbeat.bench.loghamster;
