package io.heartbeat.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.MachineDefaults;
import io.heartbeat.protocol.MessageWriter;
import io.heartbeat.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every plugin of the agent keeps to; a new one is walked as soon as it has its service entry. */
class PluginContractTest {
    private static final Path DOCUMENT = Path.of("../docs/AGENT.md");
    private static final Pattern SAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    static Collection<String> names() {
        return Plugins.own().names();
    }

    @Test
    void everyServiceEntryIsAPluginWithANameOfItsOwn() throws Exception {
        int entries = 0;
        for (Class<?> kind : List.of(InfoPlugin.class, MonitorPlugin.class)) {
            String file = "META-INF/services/" + kind.getName();
            entries += new String(
                            kind.getClassLoader().getResourceAsStream(file).readAllBytes())
                    .strip()
                    .lines()
                    .toList()
                    .size();
        }
        assertThat(names())
                .hasSize(entries)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z0-9_]{0,62}"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void sampleOfTheDocumentIsAConfiguration(String name) throws Exception {
        assertThat(plugin(name, sample(name))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyMetricIsDocumentedAndTravels(String name) throws Exception {
        // Addresses that are for documents only would be asked for in vain.
        String here = sample(name).replaceAll("192\\.0\\.2\\.[0-9]+|[a-z]+\\.example\\.org", "127.0.0.1");

        Map<String, Object> metrics = plugin(name, here).collect();

        assertThat(metrics).isNotEmpty();
        TreeSet<String> documented = new TreeSet<>();
        Matcher words = Pattern.compile("`([a-z_0-9]+)`").matcher(section(name));
        while (words.find()) {
            documented.add(words.group(1));
        }
        assertThat(documented).containsAll(metrics.keySet());
        assertThat(new MessageWriter().report("web1", name, Metrics.copy(metrics)))
                .isNotEmpty();
    }

    @Test
    void documentNamesNoPluginThatIsNotThere() throws Exception {
        Matcher headings = Pattern.compile("(?m)^### `(\\S+)`$").matcher(Files.readString(DOCUMENT));
        TreeSet<String> documented = new TreeSet<>();
        while (headings.find()) {
            documented.add(headings.group(1));
        }
        assertThat(documented).containsExactlyInAnyOrderElementsOf(names());
    }

    private Plugin plugin(String name, String yaml) throws Exception {
        Path file = Files.writeString(directory.resolve("hbc.yaml"), yaml);
        MachineDefaults machine = new MachineDefaults(Optional.of("web1"), directory);
        return Settings.read(file, Map.of(), root -> {
            AgentSettings settings = AgentSettings.from(root, machine);
            assertThat(settings.plugins()).containsOnlyKeys(name);
            Plugins plugins = Plugins.own();
            plugins.configure(settings.plugins(), root.section("plugins"));
            return plugins.chosen(settings.plugins()).get(0);
        });
    }

    private static String sample(String name) throws Exception {
        Matcher sample = SAMPLE.matcher(section(name));
        assertThat(sample.find())
                .as("a sample configuration of " + name + " in " + DOCUMENT)
                .isTrue();
        return sample.group(1);
    }

    private static String section(String name) throws Exception {
        String text = Files.readString(DOCUMENT);
        int start = text.indexOf("\n### `" + name + "`\n");
        assertThat(start).as("a section `" + name + "` in " + DOCUMENT).isPositive();
        int end = text.indexOf("\n##", start + 4);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}
