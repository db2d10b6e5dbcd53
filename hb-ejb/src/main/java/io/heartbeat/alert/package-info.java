/**
 * The life of an alert: firing, acknowledged, silenced, in maintenance, unreachable, flapping, resolved; its reminders and its
 * history. {@link io.heartbeat.alert.AlertBook} is the rule, pure; {@link io.heartbeat.alert.AlertDesk} stands around it with
 * the one thread that writes. Every {@link io.heartbeat.alert.AlertChanged} is stored before anyone hears of it, and says
 * whether people are to be told: suppression keeps a notification back, never a judgement. Who tells them reads
 * {@code alert_event} by ascending number, or observes the event. Source: docs/THRESHOLD_ALERTING.md.
 */
package io.heartbeat.alert;
