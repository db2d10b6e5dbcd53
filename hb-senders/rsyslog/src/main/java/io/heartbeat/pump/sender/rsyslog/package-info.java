/**
 * The sender {@code rsyslog}: syslog over TCP or TLS, as RFC 5424, RFC 3164, or a template.
 *
 * <p>Syslog knows no acknowledgement. So a batch travels over a connection of its own: its end is announced, and what the
 * server answers by closing means that it has read everything. Source: RFC 5424, 3164, 5425, 6587.
 */
package io.heartbeat.pump.sender.rsyslog;
