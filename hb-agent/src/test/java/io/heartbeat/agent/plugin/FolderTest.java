package io.heartbeat.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.agent.PluginSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins that people drop into a folder: good ones, and all the others. */
class FolderTest {
    @TempDir
    Path directory;

    @TempDir
    Path folder;

    private Path script(String name, String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    /** A jar with one class, whose methods are given, and a service entry. */
    private void jar(String type, String body, String entry) throws IOException {
        Path source = Files.writeString(
                directory.resolve(type + ".java"),
                "public class " + type + " implements io.heartbeat.agent.plugin.MonitorPlugin {\n" + body + "\n}\n");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", directory.toString(), "-cp", classPath(), source.toString());
        assertThat(compiled).isZero();
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(folder.resolve(type.toLowerCase() + ".jar")))) {
            jar.putNextEntry(new JarEntry(type + ".class"));
            jar.write(Files.readAllBytes(directory.resolve(type + ".class")));
            jar.putNextEntry(new JarEntry("META-INF/services/" + MonitorPlugin.class.getName()));
            jar.write(entry.getBytes());
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String answering(String name, String metrics) {
        return "public String name() { return " + name + "; }\n"
                + "public java.util.Map<String, Object> collect() throws Exception { " + metrics + " }";
    }

    private Plugin dropped(String name) {
        Plugins plugins = Plugins.find(folder);
        return plugins.named(List.of(name)).get(0);
    }

    @Test
    void scriptIsFoundByItsNameAndAskedWithoutAnyConfiguration() throws Exception {
        script(
                "queue-Depth.sh",
                "echo \"{\\\"waiting\\\": 3, \\\"me\\\": \\\"$HBC_PLUGIN\\\", \\\"l\\\": [1.5, null]}\"",
                "rwxr-x---");

        Plugins plugins = Plugins.find(folder);

        assertThat(plugins.chosen(Map.of())).extracting(Plugin::name).containsExactly("queue_depth");
        assertThat(dropped("queue_depth").collect())
                .containsEntry("waiting", 3)
                .containsEntry("me", "queue_depth")
                .hasEntrySatisfying("l", list -> assertThat(list.toString()).isEqualTo("[1.5, null]"));
    }

    @Test
    void argumentsComeFromTheConfiguration() throws Exception {
        script("says", "printf '{\"said\": \"%s\"}' \"$2\"", "rwxr-xr-x");

        assertThat(Configured.with(dropped("says"), "args: [a, 'b c']").collect())
                .isEqualTo(Map.of("said", "b c"));
    }

    @Test
    void pluginThatIsDisabledIsNotAsked() throws Exception {
        script("says", "echo {}", "rwxr-xr-x");
        PluginSettings off = new PluginSettings(Optional.empty(), PluginSettings.DEFAULT.timeout(), false);

        assertThat(Plugins.find(folder).chosen(Map.of("says", off, "os_info", PluginSettings.DEFAULT)))
                .extracting(Plugin::name)
                .containsExactly("os_info");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "true~it printed nothing",
                "echo rubbish~it did not print JSON",
                "echo '[1]'~it did not print a JSON object",
                "echo '{\"a\": NaN}'~it did not print JSON",
                "echo '{\"a\": 1} x'~it did not print JSON",
                "echo '{} {}'~more follows the JSON object",
                "echo '{\"a\": 1, \"a\": 2}'~Duplicate field",
                "echo '{\"a\":'~it did not print JSON",
                "printf '{\"a\":%0100d}' 1~it did not print JSON",
                "yes '{\"a\":' | head -n 40~depth",
                "head -c 200000 /dev/zero~it printed more than 65536 bytes",
                "echo oops >&2; exit 3~exit code 3: oops",
                "kill -9 $$~exit code 137"
            })
    void rubbishIsSaidToBeSuch(String text, String error) throws Exception {
        script("rubbish", text, "rwxr-xr-x");

        assertThatThrownBy(() -> dropped("rubbish").collect()).hasMessageContaining(error);
    }

    @Test
    void scriptThatAnybodyMayWriteOrNobodyMayRunIsNotUsed() throws Exception {
        script("open", "echo {}", "rwxrwxrwx");
        script("text", "echo {}", "rw-r--r--");
        script(".hidden", "echo {}", "rwxr-xr-x");
        script("a b.sh", "echo {}", "rwxr-xr-x");
        script("fine", "echo {}", "rwxr-xr-x");
        Files.createDirectory(folder.resolve("directory"));

        assertThat(Plugins.find(folder).chosen(Map.of()))
                .extracting(Plugin::name)
                .containsExactly("fine");

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(Plugins.find(folder).chosen(Map.of())).isEmpty();
    }

    @Test
    void jarIsFoundAndItsClassesAreItsOwn() throws Exception {
        jar("Queue", answering("\"queue\"", "return java.util.Map.of(\"waiting\", 7);"), "Queue\n");

        Plugin plugin = dropped("queue");

        assertThat(plugin.collect()).isEqualTo(Map.of("waiting", 7));
        assertThat(plugin.getClass().getClassLoader()).isNotSameAs(Plugins.class.getClassLoader());
        assertThat(Plugins.find(folder).chosen(Map.of())).hasSize(1);
    }

    @Test
    void jarsThatCannotBeLoadedKeepNoOtherFromIt() throws Exception {
        Files.writeString(folder.resolve("broken.jar"), "no zip at all");
        jar("Absent", answering("\"absent\"", "return null;"), "com.example.Gone\nAbsent\n");
        jar(
                "Hanging",
                "public Hanging() throws Exception { Thread.sleep(1000000); }\n"
                        + answering("\"hanging\"", "return null;"),
                "Hanging\n");
        jar("Throwing", answering("null + String.valueOf(1 / Integer.parseInt(\"0\"))", "return null;"), "Throwing\n");
        jar("Nameless", answering("\"a b\\n\"", "return null;"), "Nameless\n");
        jar(
                "Hasty",
                answering("\"hasty\"", "return null;")
                        + "public java.time.Duration interval() { return java.time.Duration.ZERO; }",
                "Hasty\n");
        jar("Thief", answering("\"cpu_monitor\"", "return null;"), "Thief\n");
        jar("Good", answering("\"good\"", "return null;"), "Good\n");

        Plugins plugins = Plugins.find(folder);

        assertThat(plugins.chosen(Map.of())).extracting(Plugin::name).containsExactly("absent", "good");
        assertThat(plugins.named(List.of("cpu_monitor")).get(0).getClass().getName())
                .startsWith("io.heartbeat.");
    }

    @Test
    void noFolderMeansNoPlugins() {
        assertThat(Plugins.find(folder.resolve("none")).chosen(Map.of())).isEmpty();
        assertThat(Plugins.find(null).chosen(Map.of())).isEmpty();
    }

    @Test
    void bytesOfAScriptThatAreNoTextAreNoJson() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("{\"a\":\"".getBytes());
        bytes.write(new byte[] {(byte) 0xff, (byte) 0xc0});
        bytes.write("\"}".getBytes());
        Files.write(directory.resolve("bytes"), bytes.toByteArray());
        script("bytes", "cat " + directory.resolve("bytes"), "rwxr-xr-x");

        assertThat(dropped("bytes").collect()).isEqualTo(Map.of("a", "\ufffd\ufffd"));
    }
}
