package io.heartbeat.micro;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Tells Java which code runs in a start only, so that C2, its second compiler, does not spend half of a start's time on it.
 * The file {@code compiler.json} says which. By the JVM's own command, because the option
 * {@code -XX:CompilerDirectivesFile} writes a line to standard output.
 */
final class StartOnly {
    private static final System.Logger LOG = System.getLogger(StartOnly.class.getName());
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

    private StartOnly() {}

    /** Gives the file to the compiler; a Java that takes none only starts slower. */
    static void tell(Path directives) {
        try {
            Object[] arguments = {new String[] {directives.toString()}};
            String[] signature = {String[].class.getName()};
            Object answer = ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(COMMANDS), "compilerDirectivesAdd", arguments, signature);
            if (!String.valueOf(answer).contains("directives added")) {
                LOG.log(Level.WARNING, "{0} was not taken by Java: {1}", directives, answer);
            }
        } catch (JMException e) {
            LOG.log(Level.DEBUG, "this Java takes no directives for its compiler", e);
        }
    }
}
