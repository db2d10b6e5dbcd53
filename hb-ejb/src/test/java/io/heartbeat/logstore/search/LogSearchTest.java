package io.heartbeat.logstore.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.re2j.Pattern;
import io.heartbeat.SteppedTime;
import io.heartbeat.logstore.LogFile;
import io.heartbeat.logstore.LogKind;
import io.heartbeat.logstore.LogSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.logstore.TimeIndex;
import io.heartbeat.rolling.Packing;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LogSearchTest {
    private static final LogSource WEB = new LogSource(LogKind.LOGHOG, "", "shop", "web");
    private static final LogSource DB = new LogSource(LogKind.LOGHAMSTER, "sparta", "", "/var/log/db.log");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final Instant START =
            LocalDateTime.of(2026, 11, 21, 7, 0).atZone(ZoneId.systemDefault()).toInstant();
    private static final Predicate<String> ALL = host -> true;
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final SteppedTime time = new SteppedTime();
    private LogStore store;
    private LogSearch search;

    @BeforeEach
    void open() {
        store = new LogStore(directory.resolve("logs.catalogue"), time, Thread::new, new Telemetry(time));
        search = new LogSearch(store, time);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theNewestLinesOldestFirst() throws IOException {
        LogFile web = web();
        for (int i = 0; i < 100; i++) {
            write(web, line(i, "athens", "INFO - message " + i));
        }
        LogAnswer answer = search.find(LogQuery.all(3), ALL).orElseThrow();
        assertThat(answer.complete()).isTrue();
        assertThat(answer.lines())
                .extracting(LogLine::text)
                .containsExactly("INFO - message 97", "INFO - message 98", "INFO - message 99");
        LogLine last = answer.lines().get(2);
        assertThat(last.at()).isEqualTo(START.plusSeconds(99));
        assertThat(last.host()).isEqualTo("athens");
        assertThat(last.severity()).isEqualTo(Severity.INFO);
        assertThat(last.source()).isEqualTo(WEB);
    }

    @Test
    void selectsByEverything() throws IOException {
        write(
                web(),
                line(1, "athens", "INFO - Start")
                        + line(2, "sparta", "WARNING - slow")
                        + line(3, "athens", "ERROR - no MONEY 42")
                        + line(4, "athens", "plain"));
        LogFile db = store.open(DB, directory, "db.log", policy -> policy.forRawBytes());
        write(db, "2026-11-21T07:00:05Z ERROR raw\nwithout a moment\n");
        assertThat(texts(query(0, 100, "sparta", "shop", "", null, "", null))).containsExactly("WARNING - slow");
        assertThat(texts(query(0, 100, "", "shop", "", Severity.WARNING, "", null)))
                .containsExactly("WARNING - slow", "ERROR - no MONEY 42");
        assertThat(texts(query(0, 100, "", "", "", null, "money", null))).containsExactly("ERROR - no MONEY 42");
        assertThat(texts(query(0, 100, "", "", "", null, "", Pattern.compile("[0-9]{2}$"))))
                .containsExactly("ERROR - no MONEY 42");
        assertThat(texts(query(2, 4, "", "shop", "", null, "", null)))
                .containsExactly("WARNING - slow", "ERROR - no MONEY 42");
        assertThat(texts(new LogQuery(
                        Instant.EPOCH,
                        Instant.parse("2100-01-01T00:00:00Z"),
                        "",
                        "",
                        "/var/log/db.log",
                        null,
                        "",
                        null,
                        10,
                        false)))
                .containsExactly("2026-11-21T07:00:05Z ERROR raw", "without a moment");
    }

    @Test
    void linesOfHostsThatOneMayNotSeeAreNotThere() throws IOException {
        write(web(), line(1, "athens", "mine") + line(2, "sparta", "theirs"));
        write(store.open(DB, directory, "db.log", policy -> policy.forRawBytes()), "2026-11-21T07:00:05Z theirs\n");
        LogAnswer answer = search.find(LogQuery.all(10), "athens"::equals).orElseThrow();
        assertThat(answer.lines()).extracting(LogLine::text).containsExactly("mine");
        assertThat(search.logs("athens"::equals)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void compressedBackupsAreReadByTheirIndex(Packing format) throws IOException {
        LogFile web = store.open(WEB, directory, "web.log", policy -> policy.withMaxSize(20 << 20)
                .withSteps(store.steps(format, 1)));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 400_000; i++) {
            lines.append(line(i, "athens", "INFO - message number " + i));
        }
        write(web, lines.toString());
        await().atMost(SOON.multipliedBy(3))
                .until(() -> names().stream().anyMatch(name -> name.endsWith(format.suffix() + TimeIndex.SUFFIX)));
        LogAnswer answer = search.find(query(200_000, 200_003, "", "", "", null, "", null), ALL)
                .orElseThrow();
        assertThat(answer.lines())
                .extracting(LogLine::text)
                .containsExactly(
                        "INFO - message number 200000", "INFO - message number 200001", "INFO - message number 200002");
        assertThat(answer.scanned()).as("no more than the parts of that time").isLessThan(17 << 20);
        Files.delete(directory.resolve(names().stream()
                .filter(name -> name.endsWith(TimeIndex.SUFFIX))
                .findFirst()
                .orElseThrow()));
        assertThat(texts(query(200_000, 200_003, "", "", "", null, "", null)))
                .as("without an index: slower")
                .hasSize(3);
    }

    @Test
    void aGrowingFileIsCutByALookAtItsLines() throws IOException {
        LogFile web = web();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            lines.append(line(i, "athens", "INFO - message number " + i));
        }
        write(web, lines.toString());
        LogAnswer answer = search.find(query(100_000, 100_002, "", "", "", null, "", null), ALL)
                .orElseThrow();
        assertThat(answer.lines()).hasSize(2);
        assertThat(answer.scanned()).isLessThan(3 * TimeIndex.PART);
    }

    /** Users complain of clocks: a step back must not hide lines. */
    @Test
    void aClockThatWasSetBackHidesNothingInAClosedFile() throws IOException {
        LogFile web = store.open(WEB, directory, "web.log", policy -> policy.withSteps(store.steps()));
        write(web, line(5000, "a", "before") + line(1400, "a", "after the step") + line(1401, "a", "and on"));
        web.rotate();
        await().atMost(SOON).until(() -> names().stream().anyMatch(name -> name.endsWith(TimeIndex.SUFFIX)));
        assertThat(texts(query(1000, 2000, "", "", "", null, "", null))).containsExactly("after the step", "and on");
    }

    @Test
    void aTailFollowsThroughRotation() throws IOException {
        LogFile web = web();
        write(web, line(1, "athens", "old"));
        try (LogTail tail = search.follow(LogQuery.all(10), ALL).orElseThrow()) {
            assertThat(tail.next()).isEmpty();
            write(web, line(2, "athens", "one"));
            assertThat(tail.next()).extracting(LogLine::text).containsExactly("one");
            write(web, line(3, "athens", "last of the closed"));
            web.rotate();
            write(web, line(4, "athens", "first of the new"));
            assertThat(drained(tail)).containsExactly("last of the closed", "first of the new");
            write(
                    store.open(DB, directory, "db.log", policy -> policy.forRawBytes()),
                    "2026-11-21T07:00:05Z new log\nhalf");
            assertThat(drained(tail)).containsExactly("2026-11-21T07:00:05Z new log");
        }
    }

    @Test
    void aTailOfTooManyLogsSaysHowManyItLeavesOut() throws IOException {
        for (int i = 0; i < 503; i++) {
            LogSource source = new LogSource(LogKind.LOGHOG, "h" + i, "shop", "web");
            store.open(source, directory, "h" + i + "-web.log", policy -> policy);
        }
        try (LogTail all = search.follow(LogQuery.all(10), ALL).orElseThrow()) {
            assertThat(all.leftOut()).isEqualTo(3);
        }
        LogQuery one = query(0, 9_999, "h502", "", "", null, "", null);
        try (LogTail narrow = search.follow(one, ALL).orElseThrow()) {
            assertThat(narrow.leftOut()).isZero();
        }
    }

    @Test
    void noLogStarvesInATail() throws IOException {
        LogFile loud = web();
        LogFile quiet = store.open(DB, directory, "db.log", policy -> policy.forRawBytes());
        String line = line(2, "athens", "x");
        try (LogTail tail = search.follow(LogQuery.all(10), ALL).orElseThrow()) {
            write(loud, line.repeat(30_000));
            write(quiet, "2026-11-21T07:00:05Z quiet\n");
            List<LogLine> two = new ArrayList<>(tail.next());
            two.addAll(tail.next());
            assertThat(two).extracting(LogLine::text).contains("2026-11-21T07:00:05Z quiet");
        }
    }

    @Test
    void searchesAndTailsAreBounded() {
        List<LogTail> tails = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            tails.add(search.follow(LogQuery.all(1), ALL).orElseThrow());
        }
        assertThat(search.follow(LogQuery.all(1), ALL)).isEmpty();
        tails.forEach(LogTail::close);
        tails.forEach(LogTail::close);
        assertThat(search.follow(LogQuery.all(1), ALL)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21 07:00:00.000001 x,1",
        "2026-11-21T07:00:00Z x,0",
        "'2026-11-21 07:00:00,5 x',500000",
        "[2026-11-21T07:00:00.25+0200] x,-7199750000",
        "2026-11-21T07:00:00.25-01:30 x,5400250000",
        "Nov 21 07:00:01 athens x,1000000",
        "Nov  1 07:00:00 athens x,-1728000000000"
    })
    void momentsAtTheBeginningOfLines(String line, long micros) {
        long start = Instant.parse("2026-11-21T07:00:00Z").getEpochSecond() * 1_000_000;
        var moments = new io.heartbeat.logstore.LineTime(ZoneOffset.UTC, Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(moments.micros(line.getBytes(UTF_8), 0, line.length())).isEqualTo(start + micros);
    }

    @ParameterizedTest
    @CsvSource({"no moment", "2026-13-41 07:00:00 x", "2026-11-21 77:00:00 x", "''", "Foo 21 07:00:00 x"})
    void linesWithoutOne(String line) {
        var moments = new io.heartbeat.logstore.LineTime(ZoneOffset.UTC, Instant.EPOCH);
        assertThat(moments.micros(line.getBytes(UTF_8), 0, line.length()))
                .isEqualTo(io.heartbeat.logstore.LineTime.NONE);
    }

    private LogFile web() throws IOException {
        return store.open(WEB, directory, "web.log", policy -> policy);
    }

    private static void write(LogFile file, String lines) {
        byte[] bytes = lines.getBytes(UTF_8);
        assertThat(file.append(ByteBuffer.wrap(bytes))).isEqualTo(bytes.length);
    }

    private static String line(long second, String host, String body) {
        return STAMP.format(START.plusSeconds(second).atZone(ZoneId.systemDefault())) + " - " + host + " - " + body
                + "\n";
    }

    private static LogQuery query(
            long from,
            long to,
            String host,
            String application,
            String facility,
            Severity severity,
            String text,
            Pattern pattern) {
        return new LogQuery(
                START.plusSeconds(from),
                START.plusSeconds(to),
                host,
                application,
                facility,
                severity,
                text,
                pattern,
                100,
                false);
    }

    private List<String> texts(LogQuery query) {
        return search.find(query, ALL).orElseThrow().lines().stream()
                .map(LogLine::text)
                .toList();
    }

    private static List<String> drained(LogTail tail) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tail.next().forEach(line -> texts.add(line.text()));
        }
        return texts;
    }

    private List<String> names() {
        String[] names = directory.toFile().list();
        return names == null ? List.of() : List.of(names);
    }
}
