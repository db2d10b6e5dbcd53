package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.journal.Journal;
import io.heartbeat.journal.JournalStatistics;
import io.heartbeat.rolling.Alarm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
        try (ApiServer api = new ApiServer(new JournalResource(journal, new JsonOut()))) {
            return new String(api.get("journal/stats").body(), StandardCharsets.UTF_8);
        }
    }
}
