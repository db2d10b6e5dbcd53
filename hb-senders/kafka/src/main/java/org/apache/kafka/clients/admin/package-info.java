/** What only Kafka's own package may do for the sender {@code kafka}; see {@link io.heartbeat.pump.sender.kafka}. */
package org.apache.kafka.clients.admin;
