/** Minutes under an even load: nothing lost, nothing growing, nothing complained of. */
package io.heartbeat.bench.soak;
