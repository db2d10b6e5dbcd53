/** Updates as a script on the standard input of BIND's nsupdate, or of what takes the same. */
package io.heartbeat.dns.nsupdate;
