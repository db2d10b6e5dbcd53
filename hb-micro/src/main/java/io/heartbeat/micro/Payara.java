package io.heartbeat.micro;

import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.nio.file.Path;
import java.util.List;

/** Payara Micro in this process: its runtime lies unpacked on the class path, so that Java can share its classes. */
final class Payara {
    private static final String IMPLEMENTATION = "fish.payara.micro.impl.PayaraMicroImpl";

    private Payara() {}

    /**
     * Starts it and deploys the application.
     *
     * @param home folder of this installation
     * @param folder its own folder, see {@link Domain}
     * @param logging java.util.logging configuration
     * @param port HTTP
     */
    static void start(Path home, Path folder, Path logging, int port) {
        System.setProperty("java.util.logging.config.file", logging.toString());
        // Not before: it is the first that logs, and Java reads the configuration of logging once.
        StartOnly.tell(home.resolve("compiler.json"));
        System.setProperty(
                "fish.payara.micro.BootJar",
                home.resolve("launch-micro.jar").toUri().toString());
        System.setProperty("fish.payara.micro.UnpackDir", home.toString());
        List<String> options = List.of(
                "--rootdir",
                folder.toString(),
                "--logproperties",
                logging.toString(),
                "--port",
                Integer.toString(port),
                "--nocluster",
                "--nohazelcast",
                "--disablephonehome",
                "--deploy",
                home.resolve("app/ROOT").toString());
        PayaraMicroRuntime runtime = boot(options.toArray(String[]::new));
        // A failed deployment leaves the server running, with a 404 for every question.
        if (runtime.getDeployedApplicationNames().isEmpty()) {
            throw new Failure("the application could not be started; the lines above say why");
        }
    }

    /** By reflection: the class lies in an inner jar of payara-micro.jar, out of a compiler's reach. */
    private static PayaraMicroRuntime boot(String... options) {
        try {
            PayaraMicroBoot boot = (PayaraMicroBoot) Class.forName(IMPLEMENTATION)
                    .getMethod("create", String[].class)
                    .invoke(null, (Object) options);
            return boot.getRuntime();
        } catch (ReflectiveOperationException e) {
            throw new Failure("Payara Micro did not start: " + root(e), e);
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
