package io.heartbeat.it.server;

import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The shipped archive, with a test class put beside the application's own. */
final class Archives {
    /** Arquillian reaches a test inside through this servlet: open in the test archive, absent in the shipped one. */
    private static final String OPEN_RUNNER =
            """
            <web-fragment xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>arquillian</web-resource-name>
                  <url-pattern>/ArquillianServletRunnerEE9/*</url-pattern>
                </web-resource-collection>
              </security-constraint>
            </web-fragment>
            """;

    private Archives() {}

    /** The archive that the build chose (system property {@code it.archive}), with these classes inside. */
    static Archive<?> with(Class<?>... tests) {
        File shipped = new File(System.getProperty("it.archive"));
        if (shipped.getName().endsWith(".war")) {
            return opened(ShrinkWrap.createFromZipFile(WebArchive.class, shipped), tests);
        }
        EnterpriseArchive ear = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, shipped);
        WebArchive war = ear.getAsType(WebArchive.class, "/hb-web.war");
        ear.delete("/hb-web.war");
        return ear.addAsModule(Testable.archiveToTest(opened(war, tests)));
    }

    private static WebArchive opened(WebArchive war, Class<?>... tests) {
        JavaArchive fragment = ShrinkWrap.create(JavaArchive.class, "arquillian-open.jar")
                .addAsManifestResource(new StringAsset(OPEN_RUNNER), "web-fragment.xml");
        return war.addClasses(tests).addAsLibraries(jarOf(Assertions.class)).addAsLibraries(fragment);
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
