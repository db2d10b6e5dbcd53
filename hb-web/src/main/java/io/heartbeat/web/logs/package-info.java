/**
 * What a request asks of the log search, for the API and the page alike. Knows parameters and rights, no representation.
 */
package io.heartbeat.web.logs;
