/** From the start of the process to ready: our server beside an empty Payara Micro, in turns. */
package io.heartbeat.bench.start;
