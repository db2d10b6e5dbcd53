/**
 * The command {@code hbd}: reads the configuration, starts Payara Micro with the application in this very process, says one
 * line when it is ready, and fails with a readable line and exit code 1 when it is not. Knows the server's features only by
 * their settings; what runs inside the application is none of its business.
 */
package io.heartbeat.micro;
