package io.heartbeat.metric;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Merges full chunks into the stored tiers. One thread's; to be closed. */
final class RollUp implements AutoCloseable {
    private final Frames frames = new Frames();
    private final Pages pages = new Pages();
    private final LongAdder leftOut;

    private record Named(String name, Summary value) {}

    private record Sample(long second, List<Named> values) {}

    /** @param leftOut counts numerics that found no place */
    RollUp(LongAdder leftOut) {
        this.leftOut = leftOut;
    }

    /**
     * Rolls up one chunk and notes it, in the connection's transaction.
     *
     * @param now pages that a tier would not keep any more are left out
     */
    void roll(Connection connection, Series series, int seq, Instant now) throws SQLException {
        for (ChunkRows.Chunk chunk : ChunkRows.between(connection, series.id, seq, seq)) {
            List<Sample> samples = frames.read(chunk.firstAt(), chunk.body()).stream()
                    .map(this::sample)
                    .toList();
            for (Tier tier : Tier.STORED) {
                merge(connection, series.id, tier, samples, tier.oldestPage(now.getEpochSecond()));
            }
        }
        SeriesRows.rolled(connection, series.id, seq);
    }

    private Sample sample(Report report) {
        List<Named> values = new ArrayList<>();
        leftOut.add(Numerics.each(report.json(), (name, value) -> values.add(new Named(name, Summary.of(value)))));
        return new Sample(report.timestamp().getEpochSecond(), values);
    }

    private void merge(Connection connection, int series, Tier tier, List<Sample> samples, int oldest)
            throws SQLException {
        IntSummaryStatistics numbers = samples.stream()
                .mapToInt(sample -> tier.page(sample.second))
                .filter(page -> page >= oldest)
                .summaryStatistics();
        if (numbers.getCount() == 0) {
            return;
        }
        Map<Integer, Page> found =
                RollupRows.between(connection, pages, series, tier, numbers.getMin(), numbers.getMax());
        Map<Integer, Page> all = new HashMap<>(found);
        for (Sample sample : samples) {
            if (tier.page(sample.second) >= oldest) {
                add(all.computeIfAbsent(tier.page(sample.second), number -> new Page()), tier, sample);
            }
        }
        RollupRows.write(connection, pages, series, tier, all, found);
    }

    private void add(Page page, Tier tier, Sample sample) {
        int bucket = tier.bucket(sample.second);
        for (Named named : sample.values) {
            if (!page.add(named.name, bucket, named.value)) {
                leftOut.increment();
            }
        }
    }

    @Override
    public void close() {
        frames.close();
        pages.close();
    }
}
