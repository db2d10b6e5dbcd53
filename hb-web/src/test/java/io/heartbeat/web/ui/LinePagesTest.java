package io.heartbeat.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.journal.JournalSearch;
import io.heartbeat.journal.JournalSettings;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.logstore.search.LogSearch;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.web.Somebody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of lines: a search that cannot be made is not told as one that found nothing. */
class LinePagesTest {
    private final PageWords words = new PageWords();

    @TempDir
    Path folder;

    LinePagesTest() {
        words.book = new WordBook();
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday, From: “yesterday” is no moment",
        "to, {1}, Until: “{1}” is no moment",
        "to, 2h, “From” must be before “Until”"
    })
    void aWrongSearchSaysWhatIsWrongAndNothingElse(String name, String value, String said) throws IOException {
        JournalPage journal = journal(Map.of(name, value));
        assertThat(journal.getProblem()).startsWith(said);
        assertThat(journal.isAnswered()).isFalse();
        LogsPage logs = logs(Map.of(name, value));
        assertThat(logs.getProblem()).startsWith(said);
        assertThat(logs.isAnswered()).isFalse();
    }

    @Test
    void aSearchThatFindsNothingSaysSo() throws IOException {
        assertThat(journal(Map.of()).isAnswered()).isTrue();
        assertThat(journal(Map.of()).getProblem()).isEmpty();
        assertThat(logs(Map.of()).isAnswered()).isTrue();
        assertThat(logs(Map.of()).getProblem()).isEmpty();
    }

    private JournalPage journal(Map<String, String> parameters) {
        JournalPage page = new JournalPage();
        page.search = new JournalSearch(JournalSettings.of(folder.resolve("messages.journal")), TimeSource.SYSTEM);
        page.request = request(parameters);
        page.time = TimeSource.SYSTEM;
        page.words = words;
        page.look();
        return page;
    }

    private LogsPage logs(Map<String, String> parameters) throws IOException {
        TimeSource time = TimeSource.SYSTEM;
        Path catalogue = folder.resolve("logs.catalogue");
        try (LogStore store = new LogStore(catalogue, time, Thread::new, new Telemetry(time))) {
            LogsPage page = new LogsPage();
            page.search = new LogSearch(store, time);
            page.viewer = new Somebody("ann", () -> true, (host, role) -> true);
            page.request = request(parameters);
            page.time = time;
            page.words = words;
            page.look();
            return page;
        }
    }

    private static HttpServletRequest request(Map<String, String> parameters) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                LinePagesTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getParameter") ? parameters.get((String) arguments[0]) : null);
    }
}
