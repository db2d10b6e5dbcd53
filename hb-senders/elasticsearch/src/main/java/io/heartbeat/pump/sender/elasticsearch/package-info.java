/**
 * The sender {@code elasticsearch}, and what {@code opensearch} shares with it: an index a day, {@code _bulk}, each item's own
 * status, deletion of old days. Which of the two a server is, and how old, it says itself.
 *
 * <p>No client library: four requests of the REST interface are the same from Elasticsearch 5 to 9 and in OpenSearch, while each
 * library serves one of them.
 */
package io.heartbeat.pump.sender.elasticsearch;
