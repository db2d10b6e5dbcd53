/**
 * Who is asking, and what may they see. One authentication mechanism for the session cookie of the pages and for Bearer
 * tokens of the API, one gate in front of everything, the headers that keep a browser on our side. Passwords and roles
 * themselves are {@code io.heartbeat.access}.
 */
package io.heartbeat.web.security;
