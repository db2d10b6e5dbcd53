/** The sender {@code opensearch}: the keys of its own, all else is that of {@code elasticsearch}, whose jar lies beside it. */
package io.heartbeat.pump.sender.opensearch;
