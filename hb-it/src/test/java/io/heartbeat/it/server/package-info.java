/**
 * Heartbeat inside the application servers it is made for. The same classes run in Payara Micro with the WAR, and in WildFly
 * with the WAR and with the EAR; which one is under test is the build's choice, never the test's.
 */
package io.heartbeat.it.server;
