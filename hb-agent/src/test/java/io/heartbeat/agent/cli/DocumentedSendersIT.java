package io.heartbeat.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.pump.config.PumpConfig;
import io.heartbeat.pump.config.PumpKeys;
import io.heartbeat.pump.config.Shelf;
import io.heartbeat.settings.Settings.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example of docs/JOURNAL_SHIPPING.md is a configuration that the distribution takes. */
class DocumentedSendersIT {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
    private static final Path SENDERS = CHECKOUT.resolve("hb-agent/target/hbc/lib/senders");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```(yaml|json)\n(.*?)```");

    private static final KeyPair KEY = key();

    @TempDir
    Path directory;

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    private static List<String> examples(String text) {
        return EXAMPLE.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(2))
                .toList();
    }

    /** The sections of the page's second part, by the kind of sender in their headings. */
    private static Map<String, String> sections(String page) {
        Map<String, String> sections = new TreeMap<>();
        for (String section : page.split("\n### ", -1)) {
            if (section.startsWith("`")) {
                sections.put(section.substring(1, section.indexOf('`', 1)), section);
            }
        }
        return sections;
    }

    /** Stands in a whole configuration: what an example names beside it is there, and relative to it. */
    private String whole(String example) throws IOException {
        String text = example.replace("/etc/heartbeat/", directory + "/");
        Files.writeString(directory.resolve("loghog.secret"), "s3cr3t\n");
        Files.writeString(directory.resolve("google.json"), serviceAccount());
        if (text.startsWith("{\"output_type\"")) {
            return "{\"readers\": {\"r\": {\"senders\": {\"s\": " + text + "}}}}";
        }
        return text.startsWith("senders:") ? "readers:\n  r:\n" + text.indent(4) : text;
    }

    private static String serviceAccount() {
        String key = Base64.getEncoder().encodeToString(KEY.getPrivate().getEncoded());
        return "{\"client_email\": \"a@example.org\", \"private_key\": \"-----BEGIN PRIVATE KEY-----" + key
                + "-----END PRIVATE KEY-----\"}";
    }

    @Test
    void everyKindHasASectionWithAnExampleThatIsRight() throws Exception {
        Map<String, String> sections = sections(Files.readString(CHECKOUT.resolve("docs/JOURNAL_SHIPPING.md")));

        assertThat(sections.keySet()).containsExactlyElementsOf(new Shelf(SENDERS).senders());
        for (Map.Entry<String, String> section : sections.entrySet()) {
            assertThat(examples(section.getValue())).as(section.getKey()).isNotEmpty();
            assertThat(section.getValue()).contains("output_type").contains(section.getKey());
        }
    }

    @Test
    void everyExampleIsTaken() throws Exception {
        List<String> examples = examples(Files.readString(CHECKOUT.resolve("docs/JOURNAL_SHIPPING.md")));

        assertThat(examples).hasSizeGreaterThan(12);
        for (String example : examples) {
            Path file = Files.writeString(directory.resolve("pump.yaml"), whole(example));
            Loaded<PumpConfig> loaded = PumpConfig.load(file, Map.of(), new PumpKeys(new Shelf(SENDERS), directory));
            assertThat(loaded.value().settings().readers()).as(example).isNotEmpty();
        }
    }
}
