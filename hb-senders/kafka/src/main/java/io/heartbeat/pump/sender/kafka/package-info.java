/**
 * The sender {@code kafka}: a record an entry, acknowledged by all replicas, by Kafka's own idempotent producer.
 *
 * <p>That producer knows no SOCKS. {@code socks5_proxy} therefore gives it connections of ours, by what Kafka keeps for its own
 * tests; the classes with that door lie in Kafka's packages ({@code org.apache.kafka.clients}), beside those that they call.
 */
package io.heartbeat.pump.sender.kafka;
