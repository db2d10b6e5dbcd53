/** The sender {@code logplex}: syslog frames with counted octets in an HTTPS POST, as Heroku's Logplex takes them. */
package io.heartbeat.pump.sender.logplex;
