package io.heartbeat;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The import rules of the house (docs/ARCHITECTURE.md, "Rules"). */
class HouseRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.heartbeat");

    /** Foundations that every feature may use; setup composes them all. */
    private static final String[] FOUNDATIONS = {
        "io.heartbeat.flow..",
        "io.heartbeat.telemetry..",
        "io.heartbeat.storage..",
        "io.heartbeat.logstore..",
        "io.heartbeat.tls..",
        "io.heartbeat.clock..",
        "io.heartbeat.protocol..",
        "io.heartbeat.rolling..",
        "io.heartbeat.wire..",
        "io.heartbeat.settings.."
    };

    private static final DescribedPredicate<JavaClass> FEATURE_BEANS = resideInAPackage("io.heartbeat..")
            .and(DescribedPredicate.not(resideInAnyPackage(FOUNDATIONS)))
            .and(DescribedPredicate.not(resideInAPackage("io.heartbeat.setup..")))
            .and(DescribedPredicate.describe("are no records or enums", type -> !type.isRecord() && !type.isEnum()));

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.heartbeat.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert",
                "command",
                "dns",
                "host",
                "ingest",
                "journal",
                "loghamster",
                "loghog",
                "metric",
                "notify",
                "status",
                "threshold"
            })
    void aFeatureUsesTheEventsOfOthersNeverTheirBeans(String feature) {
        String own = "io.heartbeat." + feature + "..";
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(FEATURE_BEANS.and(DescribedPredicate.not(resideInAPackage(own))))
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void theServerKnowsNothingOfTheWebNorTheAgent() {
        noClasses()
                .that()
                .resideInAPackage("io.heartbeat..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.heartbeat.web..", "io.heartbeat.agent..", "jakarta.ws.rs..", "jakarta.faces..")
                .check(HOUSE);
    }

    @Test
    void thereIsNoMutableStaticState() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(HOUSE);
    }

    @Test
    void clocksAreInjected() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.heartbeat.clock..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(HOUSE);
    }

    @Test
    void formatsNameTheirLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .because("many languages have digits of their own, which no file and no protocol knows")
                .check(HOUSE);
    }
}
