/** What one message costs in the parts of the hot path, each alone, by JMH. */
package io.heartbeat.bench.codec;
