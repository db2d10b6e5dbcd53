/** What it costs to judge a report by thresholds, by JMH. */
package io.heartbeat.bench.threshold;
