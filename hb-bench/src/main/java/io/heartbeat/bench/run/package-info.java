/** What the measuring commands share: their options, and a run with its directory, processes, sender and report. */
package io.heartbeat.bench.run;
