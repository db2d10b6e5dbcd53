/** Dynamic DNS: under which domains hosts get their observed addresses, and by which means. */
package io.heartbeat.dns;
