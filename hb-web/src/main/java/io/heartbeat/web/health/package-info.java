/**
 * What machines ask of the server: is it alive, may it get traffic, what does it count. Checks are MicroProfile Health beans;
 * where the server has no MicroProfile (stock WildFly) our own servlet answers for them at the same addresses.
 *
 * <p>{@code /metrics} is ours on every server. MicroProfile Metrics knows no counter that is read from a function, so through
 * a registry every counter would be a copy, seconds old; ten thousand hosts took Payara 7.5 s to register and 0.3-1.2 s a
 * scrape; and the label {@code mp_scope} would stand on one server only. The registry, where there is one, still gets the
 * server-wide instruments: {@code /metrics?scope=application}.
 */
package io.heartbeat.web.health;
