package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.journal.Journal;
import io.heartbeat.journal.JournalSearch;
import io.heartbeat.journal.JournalSettings;
import io.heartbeat.journal.JournalStatistics;
import io.heartbeat.rolling.Alarm;
import io.heartbeat.web.Somebody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalResourceTest {
    private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");

    @Test
    void tellsTheJournalInNumbers() {
        assertThat(stats(new Alarm("/j: No space left on device", AT), "cannot gzip"))
                .isEqualTo("{\"enabled\":true,\"path\":\"/j/messages.journal\",\"current_size\":10,"
                        + "\"rotation_threshold\":100,\"max_backups\":5,\"backups\":2,\"backup_bytes\":150,\"rotations\":3,"
                        + "\"last_rotation\":\"2026-11-21T09:00:00Z\",\"last_write\":null,\"lines_written\":7,"
                        + "\"bytes_written\":160,\"lines_dropped\":{\"disk\":1,\"stalled\":0},\"lines_skipped\":{\"type\":4},"
                        + "\"buffers_waiting\":6,\"alarm\":{\"reason\":\"/j: No space left on device\","
                        + "\"since\":\"2026-11-21T09:00:00Z\"},\"backup_problem\":\"cannot gzip\"}");
    }

    @Test
    void nothingIsWrongIsNull() {
        assertThat(stats(null, null)).endsWith("\"alarm\":null,\"backup_problem\":null}");
    }

    @Test
    void anAdministratorSearchesTheLines(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("messages.journal"),
                "{\"timestamp\": 1795246565.001234, \"datetime\": \"2026-11-21T07:36:05.001234+00:00\","
                        + " \"source_ip\": \"192.0.2.7\", \"source_port\": 40123,"
                        + " \"message\": {\"ID\":\"HTB\",\"name\":\"web\",\"interval\":30.0}}\n");
        try (ApiServer api = lines(directory, true)) {
            assertThat(new String(api.get("journal?host=web&type=htb").body(), StandardCharsets.UTF_8))
                    .isEqualTo(
                            "{\"complete\":true,\"sealed_backups\":0,\"lines\":[{\"at\":\"2026-11-21T07:36:05.001234Z\","
                                    + "\"source_ip\":\"192.0.2.7\",\"source_port\":40123,\"type\":\"HTB\",\"host\":\"web\","
                                    + "\"message\":{\"ID\":\"HTB\",\"name\":\"web\",\"interval\":30.0}}]}");
            assertThat(new String(api.get("journal?text=nothing").body(), StandardCharsets.UTF_8))
                    .endsWith("\"lines\":[]}");
            for (String wrong :
                    List.of("type=XYZ", "limit=0", "limit=1001", "from=yesterday", "from=1h&to=2h", "from=5m&to=5m")) {
                assertThat(api.get("journal?" + wrong).statusCode()).as(wrong).isEqualTo(400);
            }
        }
        try (ApiServer api = lines(directory, false)) {
            assertThat(api.get("journal").statusCode()).isEqualTo(403);
        }
    }

    private static ApiServer lines(Path directory, boolean administrator) {
        JournalSearch search =
                new JournalSearch(JournalSettings.of(directory.resolve("messages.journal")), TimeSource.SYSTEM);
        Somebody ann = new Somebody("ann", () -> administrator, (host, role) -> true);
        return new ApiServer(new JournalResource(null, search, ann, TimeSource.SYSTEM, new JsonOut()));
    }

    private static String stats(Alarm alarm, String problem) {
        JournalStatistics now = new JournalStatistics(
                true,
                "/j/messages.journal",
                10,
                100,
                5,
                2,
                150,
                7,
                160,
                Map.of("stalled", 0L, "disk", 1L),
                Map.of("type", 4L),
                6,
                3,
                AT,
                null,
                alarm,
                problem);
        Journal journal = new Journal() {
            @Override
            public JournalStatistics statistics() {
                return now;
            }
        };
        try (ApiServer api =
                new ApiServer(new JournalResource(journal, null, null, TimeSource.SYSTEM, new JsonOut()))) {
            return new String(api.get("journal/stats").body(), StandardCharsets.UTF_8);
        }
    }
}
