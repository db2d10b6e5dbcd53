/**
 * What is shipped, and how it is cut: searches, matches, secrets, unit levels, choices of fields.
 *
 * <p>Each class is pure: configuration in, a decision on one entry out. {@code pipeline} puts them in order.
 */
package io.heartbeat.pump.filter;
