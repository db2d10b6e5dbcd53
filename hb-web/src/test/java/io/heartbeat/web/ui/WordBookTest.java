package io.heartbeat.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page speaks every language whole. */
class WordBookTest {
    private static final Path FOLDER = Path.of("src/main/resources/io/heartbeat/web/ui/words");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

    static Stream<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString().replaceFirst("(_\\w\\w)?\\.properties$", ""))
                    .distinct()
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTextHasItsTranslationWithTheSameArguments(String page) throws IOException {
        Properties english = properties(page + ".properties");
        Properties german = properties(page + "_de.properties");
        assertThat(new TreeSet<>(german.stringPropertyNames())).isEqualTo(new TreeSet<>(english.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertThat(key).startsWith(page + '.');
            assertThat(english.getProperty(key)).as(key).isNotBlank();
            assertThat(arguments(german.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theBookAnswersInTheLanguageAsked(String page) throws IOException {
        Properties german = properties(page + "_de.properties");
        Map<String, String> book = new WordBook().of(page, Language.GERMAN);
        assertThat(book).hasSameSizeAs(german);
        german.forEach((key, text) -> assertThat(book).containsEntry((String) key, (String) text));
    }

    private static List<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    private static Properties properties(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
