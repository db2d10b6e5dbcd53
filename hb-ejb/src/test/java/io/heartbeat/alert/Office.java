package io.heartbeat.alert;

import io.heartbeat.SteppedTime;
import io.heartbeat.host.HostStatus;
import io.heartbeat.threshold.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A book on a clock of the test's, and what people would hear of it. */
final class Office {
    final SteppedTime time = new SteppedTime();
    final Suppressions suppressions;
    final AlertBook book;
    private final List<String> heard = new ArrayList<>();
    final List<AlertChanged> events = new ArrayList<>();

    Office() {
        this(new AlertSettings(Map.of(), Map.of()));
    }

    Office(AlertSettings settings) {
        suppressions = new Suppressions(settings);
        book = new AlertBook(suppressions, alert -> alert, Duration.ofHours(1));
    }

    /** Time passes second by second, as it does at the desk. */
    Office pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            time.pass(Duration.ofSeconds(1));
            Batch batch = new Batch();
            book.tick(time.wall(), batch);
            hear(batch);
        }
        return this;
    }

    /** A metric is judged. */
    Office metric(Level level, double value) {
        return metric(level, value, false);
    }

    Office metric(Level level, double value, boolean flapping) {
        return judge(new Judgement(
                "web",
                "cpu_monitor.cpu_percent",
                Origin.THRESHOLD,
                level,
                value,
                90,
                flapping,
                null,
                null,
                time.wall()));
    }

    Office host(String name, HostStatus status, String reason) {
        suppressions.host(name, status);
        return judge(Judgement.host(name, status == HostStatus.DOWN, reason, time.wall()));
    }

    Office judge(Judgement judgement) {
        Batch batch = new Batch();
        book.take(judgement, batch);
        hear(batch);
        return this;
    }

    Office acknowledge(String by, String why) {
        Batch batch = new Batch();
        Instant now = time.wall();
        long id = only().id();
        book.acknowledge(
                id, by == null ? null : new Acknowledgement(by, why, now), by == null ? "ann" : by, now, batch);
        hear(batch);
        return this;
    }

    Office silence(String field, String value, int seconds) {
        Instant now = time.wall();
        Silence silence = new Silence(
                7, List.of(new Matcher(field, value, false)), now, now.plusSeconds(seconds), "ann", "quiet", now);
        suppressions.silences(List.of(silence));
        return this;
    }

    /** The one open alert. */
    Alert only() {
        List<Alert> open = List.copyOf(book.open());
        if (open.size() != 1) {
            throw new AssertionError("not one alert is open: " + open);
        }
        return open.get(0);
    }

    void hear(Batch batch) {
        events.addAll(batch.events());
        batch.events().stream().filter(AlertChanged::due).forEach(event -> heard.add(event.text()));
    }

    /** The notifications since the last look. */
    List<String> heard() {
        List<String> lines = List.copyOf(heard);
        heard.clear();
        return lines;
    }
}
