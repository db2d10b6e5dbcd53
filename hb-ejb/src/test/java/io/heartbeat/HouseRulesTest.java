package io.heartbeat;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The import rules of the house (docs/ARCHITECTURE.md, "Rules"). */
@AnalyzeClasses(packages = "io.heartbeat", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    /** Foundations that every feature may use; setup composes them all. */
    private static final String[] FOUNDATIONS = {
        "io.heartbeat.flow..",
        "io.heartbeat.telemetry..",
        "io.heartbeat.storage..",
        "io.heartbeat.clock..",
        "io.heartbeat.protocol..",
        "io.heartbeat.rolling..",
        "io.heartbeat.settings.."
    };

    private static final DescribedPredicate<JavaClass> FEATURE_BEANS = resideInAPackage("io.heartbeat..")
            .and(DescribedPredicate.not(resideInAnyPackage(FOUNDATIONS)))
            .and(DescribedPredicate.not(resideInAPackage("io.heartbeat.setup..")))
            .and(DescribedPredicate.describe("are no records or enums", type -> !type.isRecord() && !type.isEnum()));

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.heartbeat.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule hostUsesNoOtherFeaturesBeans = usesNoBeansOfOthers("host");

    @ArchTest
    static final ArchRule ingestUsesNoOtherFeaturesBeans = usesNoBeansOfOthers("ingest");

    @ArchTest
    static final ArchRule journalUsesNoOtherFeaturesBeans = usesNoBeansOfOthers("journal");

    @ArchTest
    static final ArchRule metricUsesNoOtherFeaturesBeans = usesNoBeansOfOthers("metric");

    @ArchTest
    static final ArchRule serverKnowsNothingOfTheWebNorTheAgent = noClasses()
            .that()
            .resideInAPackage("io.heartbeat..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.heartbeat.web..", "io.heartbeat.agent..", "jakarta.ws.rs..", "jakarta.faces..");

    @ArchTest
    static final ArchRule noMutableStaticState = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule clocksAreInjected = noClasses()
            .that()
            .resideOutsideOfPackage("io.heartbeat.clock..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    private static ArchRule usesNoBeansOfOthers(String feature) {
        String own = "io.heartbeat." + feature + "..";
        return noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(FEATURE_BEANS.and(DescribedPredicate.not(resideInAPackage(own))));
    }
}
