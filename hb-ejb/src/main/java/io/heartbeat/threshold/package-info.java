/**
 * Values that people want to be told about: what is configured for which metric of which host. Pure records; whoever
 * compares reports with them stands elsewhere. Source: docs/CONFIGURATION.md, "Thresholds".
 */
package io.heartbeat.threshold;
