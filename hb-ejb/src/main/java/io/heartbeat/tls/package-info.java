/**
 * TLS of the ports that the server opens by itself, from PEM files that may be renewed while it runs. A foundation: knows no
 * feature. Start at {@link io.heartbeat.tls.RenewedTls}.
 */
package io.heartbeat.tls;
