/**
 * What a team shows the public of its hosts: pages of services as the configuration names them, and the incidents that people
 * write there. Knows nothing of hosts but names; {@code io.heartbeat.web.status} puts states to them.
 */
package io.heartbeat.status;
