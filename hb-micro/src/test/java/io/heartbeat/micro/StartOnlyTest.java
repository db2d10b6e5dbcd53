package io.heartbeat.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartOnlyTest {
    private static final Path DIRECTIVES = Path.of("src/main/hbd/compiler.json");

    @AfterEach
    void forget() throws JMException {
        command("compilerDirectivesClear");
    }

    @Test
    void theCompilerTakesTheFile() throws JMException {
        StartOnly.tell(DIRECTIVES);

        String taken = command("compilerDirectivesPrint");
        assertThat(taken).contains("jdk/internal/loader/*.*").containsPattern("c2 directives:[^c]*Exclude:true");
    }

    @Test
    void ourOwnCodeIsNeverKeptSlow() throws IOException {
        assertThat(patterns()).isNotEmpty().noneMatch(pattern -> pattern.startsWith("*") || pattern.startsWith("io/"));
    }

    private static List<String> patterns() throws IOException {
        return Pattern.compile("\"([^\"]+)\"")
                .matcher(Files.readString(DIRECTIVES))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String command(String name) throws JMException {
        return String.valueOf(ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        name,
                        new Object[0],
                        new String[0]));
    }
}
