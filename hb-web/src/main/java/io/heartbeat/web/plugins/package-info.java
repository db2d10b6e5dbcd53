/**
 * Every metric of every host in one table, to be filtered, sorted and paged: what {@code /plugins} and
 * {@code GET /api/0/plugins} show. Kept in memory only while somebody looks, as far as memory allows.
 */
package io.heartbeat.web.plugins;
