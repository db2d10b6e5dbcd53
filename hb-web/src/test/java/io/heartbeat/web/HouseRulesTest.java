package io.heartbeat.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The import rules of the house (docs/ARCHITECTURE.md, "Rules"), as far as the web goes. */
class HouseRulesTest {
    private static final JavaClasses WEB = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.heartbeat.web");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.heartbeat.web.(*)..").should().beFreeOfCycles().check(WEB);
    }

    @Test
    void securityStandsOnItsOwn() {
        noClasses()
                .that()
                .resideInAPackage("io.heartbeat.web.security..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.heartbeat.web.api..", "io.heartbeat.web.live..", "io.heartbeat.web.ui..")
                .check(WEB);
    }

    @Test
    void theWebKnowsNothingOfTheAgent() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.heartbeat.agent..")
                .check(WEB);
    }

    @Test
    void thereIsNoMutableStaticState() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(WEB);
    }

    @Test
    void clocksAreInjected() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(WEB);
    }

    @Test
    void formatsNameTheirLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .because("many languages have digits of their own, which no file and no protocol knows")
                .check(WEB);
    }
}
