/**
 * What everybody may see without a login: public pages of services, put together from hosts that are never named, and badges.
 * What is public is {@code io.heartbeat.status}.
 */
package io.heartbeat.web.status;
