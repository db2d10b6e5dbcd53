/**
 * What the plugins reported: the newest reports in memory, all of them for some days and their roll-ups for a month in the
 * database. {@link io.heartbeat.metric.Reports} and {@link io.heartbeat.metric.RttMinutes} hear the events and hand copies
 * to a bounded {@link io.heartbeat.metric.ReportQueue}; {@link io.heartbeat.metric.MetricWriter} works behind it on a
 * thread of its own; {@link io.heartbeat.metric.History} answers readers from memory and database.
 *
 * <p><b>Shape of the rows.</b> Ten thousand hosts with six plugins make 200 reports a second of 10 to 50 numerics each: a row
 * for each numeric would be up to 10,000 inserts a second and as many index entries. So a row of {@code metric_chunk} holds
 * some twenty reports of one plugin of one host, deflated with the first of them as dictionary (some 60 bytes each instead
 * of a thousand), and a report is one update of one small row. When a chunk is full, its numerics are merged into
 * {@code metric_rollup}, in rows of six buckets each, in one transaction with the note that it was done. Nothing is rolled up
 * in memory: after a crash the work goes on where the database says. What is not rolled up yet, and the tier of one
 * minute, is computed from the reports when somebody asks.
 *
 * <p><b>Plain JDBC</b> through the server's data source, not JPA: Hibernate would read each row before it changes it, hold
 * an entity for each of them, and cannot append to a column; here a flush is two batches.
 *
 * <p>The columns are keyed by (series, seq), which is no order of rows in H2: rows lie as they were inserted, so the chunks that
 * grow at the same time lie on the same pages.
 */
package io.heartbeat.metric;
