package io.heartbeat.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** What holds of the step whatever the limits and the values are. */
class ThresholdPropertiesTest {
    @Property(seed = "50003")
    void theSameValueAgainChangesNothing(
            @ForAll("thresholds") Threshold threshold,
            @ForAll Level before,
            @ForAll @DoubleRange(min = -200, max = 200) double value) {
        Level once = threshold.next(before, value);
        assertThat(threshold.next(once, value)).isEqualTo(once);
    }

    @Property(seed = "50003")
    void aLimitThatIsReachedCountsWhateverWasBefore(
            @ForAll("thresholds") Threshold threshold,
            @ForAll Level before,
            @ForAll @DoubleRange(min = -200, max = 200) double value) {
        Level fresh = threshold.next(Level.OK, value);
        assertThat(threshold.next(before, value)).isGreaterThanOrEqualTo(fresh);
        assertThat(threshold.next(Level.UNKNOWN, value)).isEqualTo(fresh);
    }

    @Property(seed = "50003")
    void withoutHysteresisThereIsNoMemory(
            @ForAll("thresholds") Threshold threshold,
            @ForAll Level before,
            @ForAll @DoubleRange(min = -200, max = 200) double value) {
        Threshold bare = new Threshold(threshold.warning(), threshold.critical(), threshold.operator(), 0);
        assertThat(bare.next(before, value)).isEqualTo(bare.next(Level.OK, value));
    }

    @Property(seed = "50003")
    void mirroredLimitsAndValuesGiveTheSameLevels(
            @ForAll("above") Threshold above, @ForAll List<@DoubleRange(min = -200, max = 200) Double> values) {
        Threshold below =
                new Threshold(negated(above.warning()), negated(above.critical()), Operator.BELOW, above.hysteresis());
        Level up = Level.OK;
        Level down = Level.OK;
        for (double value : values) {
            up = above.next(up, value);
            down = below.next(down, -value);
            assertThat(down).isEqualTo(up);
        }
    }

    @Property(seed = "50003")
    void aLevelThatIsKeptIsWithinItsHysteresis(
            @ForAll("above") Threshold above, @ForAll @DoubleRange(min = 0, max = 200) double value) {
        Level kept = above.next(Level.CRITICAL, value);
        double critical = above.critical().orElseThrow();
        if (kept == Level.CRITICAL) {
            assertThat(value).isGreaterThanOrEqualTo(critical - critical * above.hysteresis());
        } else {
            assertThat(kept).isEqualTo(above.next(Level.OK, value));
        }
    }

    @Provide
    Arbitrary<Threshold> above() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 100),
                        Arbitraries.doubles().between(0, 50),
                        Arbitraries.doubles().between(0, 1))
                .as((warning, more, hysteresis) -> new Threshold(
                        OptionalDouble.of(warning), OptionalDouble.of(warning + more), Operator.ABOVE, hysteresis));
    }

    @Provide
    Arbitrary<Threshold> thresholds() {
        Arbitrary<OptionalDouble> limits = Arbitraries.doubles()
                .between(-100, 100)
                .map(OptionalDouble::of)
                .injectNull(0.2)
                .map(limit -> limit == null ? OptionalDouble.empty() : limit);
        return Combinators.combine(
                        limits,
                        limits,
                        Arbitraries.of(Operator.class),
                        Arbitraries.doubles().between(0, 1))
                .as(Threshold::new)
                .filter(t -> t.warning().isEmpty()
                        || t.critical().isEmpty()
                        || t.operator()
                                .contradiction(
                                        t.warning().getAsDouble(), t.critical().getAsDouble())
                                .isEmpty());
    }

    private static OptionalDouble negated(OptionalDouble limit) {
        return OptionalDouble.of(-limit.orElseThrow());
    }
}
