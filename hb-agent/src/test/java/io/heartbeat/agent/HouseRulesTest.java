package io.heartbeat.agent;

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

/** The import rules of the agent. */
class HouseRulesTest {
    private static final JavaClasses AGENT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.heartbeat.agent");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.heartbeat.(agent..)").should().beFreeOfCycles().check(AGENT);
    }

    @Test
    void onlyTheCommandKnowsAllParts() {
        slices().matching("io.heartbeat.agent.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage("io.heartbeat.agent.cli"), resideInAPackage("io.heartbeat.agent.."))
                .check(AGENT);
    }

    @Test
    void parentKnowsNoneOfItsParts() {
        noClasses()
                .that()
                .resideInAPackage("io.heartbeat.agent")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.heartbeat.agent..").and(not(resideInAPackage("io.heartbeat.agent"))))
                .check(AGENT);
    }

    @Test
    void pluginsAreKnownByTheirServiceEntryOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.heartbeat.agent.plugin.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.heartbeat.agent.plugin.*..")
                .check(AGENT);
        slices().matching("io.heartbeat.agent.plugin.(*)..")
                .should()
                .notDependOnEachOther()
                .check(AGENT);
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
                .check(AGENT);
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that()
                .areStatic()
                .and(not(nameMatching("\\$.*")))
                .should()
                .beFinal()
                .check(AGENT);
    }

    @Test
    void formatsNameTheirLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .because("many languages have digits of their own, which no file and no protocol knows")
                .check(AGENT);
    }
}
