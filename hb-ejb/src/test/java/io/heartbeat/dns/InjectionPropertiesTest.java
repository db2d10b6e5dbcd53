package io.heartbeat.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heartbeat.dns.DnsNames.Place;
import io.heartbeat.dns.DnsUpdate.Claim;
import io.heartbeat.dns.Step.Verb;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a host is called, an update is made of exact names and values, or not made. */
class InjectionPropertiesTest {
    private static final String SAFE_NAME = "[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?";

    @Property(seed = "50003", tries = 5_000)
    void aNameFromAnyHostIsSafe(@ForAll("hostile") String host) {
        for (Place place : DnsNames.of(host, List.of("dyn.example.org"))) {
            assertThat(place.name()).matches(SAFE_NAME).endsWith(".dyn.example.org");
            DnsUpdate update = DnsUpdate.of(
                    place.name(),
                    Records.NONE,
                    Records.NONE.with(RecordType.A, "192.0.2.7"),
                    60,
                    Claim.FREE,
                    Optional.of("hb1"));
            assertThat(update.steps()).hasSize(7).allMatch(step -> step.name().matches(SAFE_NAME));
        }
    }

    @Property(seed = "50003", tries = 5_000)
    void noStepTakesAnythingElse(
            @ForAll("hostile") String text, @ForAll Verb verb, @ForAll RecordType type, @ForAll boolean asName) {
        String name = asName ? text : "web.dyn.example.org";
        String value = asName || !verb.valued() ? "" : text;
        Step[] step = new Step[1];
        Throwable refused = catchThrowable(() -> step[0] = new Step(verb, name, type, value));
        if (refused == null) {
            assertThat(step[0].name()).matches(SAFE_NAME);
            assertThat(step[0].value()).matches("[A-Za-z0-9 ._=:-]*");
        } else {
            assertThat(refused).isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("\n");
        }
    }

    /** Names that are nearly good, and anything at all. */
    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> good =
                Arbitraries.strings().withChars("ab09-").ofMinLength(1).ofMaxLength(5);
        Arbitrary<String> bad = Arbitraries.of("\n\r\"';: \\$()\0\t*@_.éA".split(""));
        Arbitrary<String> near = good.flatMap(head -> bad.flatMap(one -> good.map(end -> head + one + end)));
        Arbitrary<String> tail = Arbitraries.of(
                "",
                ".dyn.example.org",
                "\nupdate delete ns.dyn.example.org",
                ".dyn.example.org\nsend\n",
                "; x",
                "\" \"");
        return Arbitraries.oneOf(near, near, good, Arbitraries.strings().ofMaxLength(20))
                .flatMap(head -> tail.map(end -> head + end));
    }
}
