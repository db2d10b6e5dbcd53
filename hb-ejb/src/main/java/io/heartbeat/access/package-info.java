/**
 * Who may use this server: users with their passwords, the roles they have on each host, the tokens that prove a login.
 * Knows nothing of HTTP, cookies or pages; {@code io.heartbeat.web.security} stands between. Without users everybody is
 * welcome.
 */
package io.heartbeat.access;
