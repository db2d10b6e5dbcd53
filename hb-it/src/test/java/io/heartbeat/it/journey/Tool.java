package io.heartbeat.it.journey;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs of Debian that the journeys need. A missing one is a failure that says what to install, never a skipped test. */
final class Tool {
    private Tool() {}

    /** Where a program is; fails with the line that installs it. */
    static Path find(String program, String debianPackage) {
        String everywhere = System.getenv("PATH") + File.pathSeparator + "/usr/sbin"; // not on everybody's PATH
        return Arrays.stream(everywhere.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(path -> path.toFile().canExecute())
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("this test needs " + program + ": apt-get install -y " + debianPackage));
    }
}
