/** The newest reports of every host's plugins, kept in memory within a bound for readers of the API and the pages. */
package io.heartbeat.metric;
