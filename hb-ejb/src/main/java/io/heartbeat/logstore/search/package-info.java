/**
 * The search over the files of received logs: the growing ones, the closed ones, the compressed ones. Start at
 * {@link io.heartbeat.logstore.search.LogSearch}. Bounded in what it holds and in how long it looks; which host may be seen is
 * asked of whoever calls.
 */
package io.heartbeat.logstore.search;
