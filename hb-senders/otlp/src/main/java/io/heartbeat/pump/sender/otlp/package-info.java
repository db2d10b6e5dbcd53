/**
 * The sender {@code otlp}: logs of OpenTelemetry over HTTP, protobuf or JSON. Sources: the OpenTelemetry protocol
 * specification 1.x (OTLP/HTTP), the log data model with its appendix on syslog's severities, the semantic conventions for
 * {@code log.record.uid}.
 */
package io.heartbeat.pump.sender.otlp;
