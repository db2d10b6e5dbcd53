/**
 * Values that people want to be told about: what is configured for which metric of which host, and what a value means by it.
 * {@link io.heartbeat.threshold.Threshold#next} is the rule, pure; {@link io.heartbeat.threshold.Thresholds} stands around it:
 * walks along each report where thresholds are, and fires {@link io.heartbeat.threshold.ThresholdCrossed} when a level
 * changes. What becomes of that is the business of {@code alert}. Source: docs/THRESHOLD_ALERTING.md.
 */
package io.heartbeat.threshold;
