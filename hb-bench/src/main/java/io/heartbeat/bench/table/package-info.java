/** Plain tables for a terminal, the same as Markdown for docs/PERFORMANCE.md, and the arithmetic of medians. */
package io.heartbeat.bench.table;
