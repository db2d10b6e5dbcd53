package io.heartbeat.pump;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The import rules of the pump. */
class HouseRulesTest {
    private static final JavaClasses PUMP = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.heartbeat.pump");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.heartbeat.(pump..)").should().beFreeOfCycles().check(PUMP);
    }

    @Test
    void sendersSeeOnlyWhatIsTheirs() {
        noClasses()
                .that()
                .resideInAPackage("io.heartbeat.pump.sender")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.heartbeat.pump..").and(not(resideInAPackage("io.heartbeat.pump.sender"))))
                .check(PUMP);
    }

    @Test
    void readersKnowNothingOfThePipeline() {
        noClasses()
                .that()
                .resideInAPackage("io.heartbeat.pump.journald")
                .should()
                .dependOnClassesThat(resideInAPackage("io.heartbeat.pump..")
                        .and(not(resideInAPackage("io.heartbeat.pump.journald"))))
                .check(PUMP);
    }

    @Test
    void onlyThePipelineKnowsAllParts() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.heartbeat.pump.pipeline")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.heartbeat.pump.pipeline")
                .check(PUMP);
    }

    @Test
    void clocksAreInjected() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(PUMP);
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that()
                .areStatic()
                .and(not(nameMatching("\\$.*")))
                .should()
                .beFinal()
                .check(PUMP);
    }

    @Test
    void formatsNameTheirLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .because("many languages have digits of their own, which no file and no protocol knows")
                .check(PUMP);
    }
}
