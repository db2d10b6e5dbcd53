/**
 * Measures the server from outside, on this machine, over loopback; never shipped. {@link io.heartbeat.bench.HbBench} is the
 * command line. Only ratios within one interleaved run mean anything: the speed of a machine drifts.
 */
package io.heartbeat.bench;
