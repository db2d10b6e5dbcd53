/** What one host costs: time for each heartbeat and memory, from a thousand hosts to a million, inside this JVM. */
package io.heartbeat.bench.state;
