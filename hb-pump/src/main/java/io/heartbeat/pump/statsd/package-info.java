/** The pump's metrics, in the form of statsd that Telegraf reads: names with tags, over UDP. */
package io.heartbeat.pump.statsd;
