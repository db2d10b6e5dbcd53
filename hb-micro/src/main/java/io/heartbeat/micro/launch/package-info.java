/**
 * The first class that Java runs. It stands on the class path beside Payara Micro, alone: whatever else is on that path would
 * hide the application's own copy of it. The command itself lives in a class loader of its own, below.
 */
package io.heartbeat.micro.launch;
