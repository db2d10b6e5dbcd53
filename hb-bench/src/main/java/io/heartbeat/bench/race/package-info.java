/**
 * The comparison: each receiver gets the same load in turn, one short trial after the other, A B C D A B C D, so that the
 * drift of the machine's speed hits all alike. A search finds the highest rate without loss; the median of the rounds
 * counts, and ratios are taken within a round.
 */
package io.heartbeat.bench.race;
