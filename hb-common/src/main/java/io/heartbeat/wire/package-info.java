/** Protocols of other programs that both our ends speak, each in a package of its own. */
package io.heartbeat.wire;
