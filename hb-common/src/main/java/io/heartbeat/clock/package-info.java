/** The one door to time: every clock is injected, so that tests own it. */
package io.heartbeat.clock;
