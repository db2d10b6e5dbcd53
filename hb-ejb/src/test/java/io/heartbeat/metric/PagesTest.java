package io.heartbeat.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PagesTest {
    @Property(tries = 500, seed = "50003")
    void whatWasWrittenIsRead(@ForAll @Size(min = 1, max = 6) List<@From("values") double[]> buckets) {
        Page page = new Page();
        for (int i = 0; i < buckets.size(); i++) {
            for (double value : buckets.get(i)) {
                page.add("a.metric/with é", i, Summary.of(value));
            }
        }
        Page read = reread(page);

        assertThat(read.size()).isEqualTo(page.size());
        Summary[] before = page.column("a.metric/with é");
        Summary[] after = read.column("a.metric/with é");
        for (int i = 0; before != null && i < before.length; i++) {
            if (before[i] == null) {
                assertThat(after[i]).isNull();
                continue;
            }
            assertThat(after[i].min()).isEqualTo(before[i].min() + 0.0);
            assertThat(after[i].max()).isEqualTo(before[i].max() + 0.0);
            assertThat(after[i].count()).isEqualTo(before[i].count());
            double largest = Math.max(Math.abs(before[i].min()), Math.abs(before[i].max()));
            assertThat(after[i].sum()).isCloseTo(before[i].sum(), within(1e-8 * Math.max(1, largest * 10)));
        }
    }

    @Provide
    Arbitrary<double[]> values() {
        Arbitrary<Double> any = Arbitraries.doubles().between(-1e300, 1e300);
        Arbitrary<Double> percent = Arbitraries.integers().between(0, 10_000).map(i -> i / 100.0);
        Arbitrary<Double> counter =
                Arbitraries.longs().between(-(1L << 60), 1L << 60).map(Long::doubleValue);
        Arbitrary<Double> whole = Arbitraries.integers().map(Integer::doubleValue);
        Arbitrary<Double> chosen = Arbitraries.oneOf(any, percent, counter, whole, Arbitraries.of(0.0, -0.0, 0.1));
        return chosen.array(double[].class).ofMaxSize(8);
    }

    @Test
    void fewDigitsTakeFewBytes() {
        Page page = new Page();
        for (int bucket = 0; bucket < Tier.PAGE; bucket++) {
            for (int name = 0; name < 30; name++) {
                page.add("some_metric_" + name, bucket, Summary.of((bucket * 31 + name * 17) % 1000 / 10.0));
                page.add("some_metric_" + name, bucket, Summary.of((bucket * 37 + name * 13) % 1000 / 10.0));
            }
        }
        try (Pages pages = new Pages()) {
            assertThat(pages.write(page)).hasSizeLessThan(1_900);
        }
    }

    @Test
    void namesThatChangeWithEachReportDoNotMakeAPageGrowWithoutEnd() {
        Page page = new Page();
        for (int i = 0; i < 3_000; i++) {
            assertThat(page.add("name" + i, 0, Summary.of(i))).isEqualTo(i < Page.MOST);
        }
        assertThat(reread(page).size()).isEqualTo(Page.MOST);
    }

    @Property(tries = 500, seed = "50003")
    void noBytesDoHarm(@ForAll byte[] garbage) {
        try (Pages pages = new Pages();
                Frames frames = new Frames()) {
            pages.read(garbage);
            frames.read(0, garbage);
            byte[] row = pages.write(filled());
            byte[] damaged = Arrays.copyOf(row, row.length);
            for (int i = 0; i < garbage.length; i++) {
                damaged[(i * 7 & 0x7FFFFFFF) % row.length] ^= garbage[i];
            }
            pages.read(damaged);
            byte[] chunk = frames.head("{\"v\":1,\"w\":[1,2,3]}".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < garbage.length; i++) {
                chunk[i % chunk.length] ^= garbage[i];
            }
            frames.read(0, chunk);
            Frames.headOf(garbage);
        }
    }

    private static Page filled() {
        Page page = new Page();
        page.add("v", 0, Summary.of(1.5));
        page.add("w", 3, Summary.of(1e200));
        return page;
    }

    private static Page reread(Page page) {
        try (Pages pages = new Pages()) {
            return pages.read(pages.write(page));
        }
    }
}
