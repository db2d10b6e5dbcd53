package io.heartbeat.pump.pipeline;

import static io.heartbeat.pump.pipeline.Bench.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heartbeat.pump.config.PumpConfig;
import io.heartbeat.pump.config.StatsdSettings;
import io.heartbeat.pump.filter.FieldFilter;
import io.heartbeat.pump.filter.Match;
import io.heartbeat.pump.filter.Patterns;
import io.heartbeat.pump.filter.Search;
import io.heartbeat.pump.filter.SecretFilter;
import io.heartbeat.pump.filter.Secrets;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.RetryAfterException;
import io.heartbeat.pump.source.TestSource;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PumpTest {
    @TempDir
    Path directory;

    private final TestSource source = new TestSource();
    private final Sink sink = new Sink();

    private Bench bench() {
        return new Bench(directory, source);
    }

    private JsonNode sender(String name) throws Exception {
        return new ObjectMapper()
                .readTree(directory.resolve("state.json").toFile())
                .at("/readers/r/senders/" + name);
    }

    private static List<String> messages(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "m" + i).toList();
    }

    @Test
    void everythingArrivesInOrderAndTheCursorStandsBehindIt() throws Exception {
        source.messages(10);
        try (Bench bench = bench().sender("s", sink).start()) {
            until(() -> sink.got.size() == 10);
            source.messages(20);
            until(() -> sink.got.size() == 30);
        }

        assertThat(sink.got).isEqualTo(messages(1, 30));
        assertThat(sender("s").at("/sent/cursor").asText()).isEqualTo("30");
        assertThat(sender("s").at("/sent/count").asLong()).isEqualTo(30);
        assertThat(sender("s").at("/buffer/current_queue").asLong()).isZero();
        assertThat(sender("s").at("/health/status").asText()).isEqualTo("stopped");
        assertThat(sender("s").at("/type").asText()).isEqualTo("test");
    }

    @Test
    void stateSaysAtOnceThatNothingWaitsAnyMore() throws Exception {
        source.messages(10);
        try (Bench bench = bench().sender("s", sink).start()) {
            until(() -> sink.got.size() == 10 && bench.pump().status().get(0).waiting() == 0);
            until(() -> sender("s").at("/sent/cursor").asText().equals("10"));
            assertThat(sender("s").at("/buffer/current_queue").asInt(-1)).isZero();
        }
    }

    @Test
    void restartGoesOnBehindWhatWasAcknowledged() throws Exception {
        source.messages(5);
        try (Bench bench = bench().sender("s", sink).start()) {
            until(() -> sink.got.size() == 5);
        }
        source.messages(5);
        try (Bench again = bench().sender("s", sink).start()) {
            until(() -> sink.got.size() == 10);
        }
        assertThat(sink.got).isEqualTo(messages(1, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10})
    void buffersHoldNoMoreThanTheyMay(int limit) throws Exception {
        source.messages(40);
        CountDownLatch go = new CountDownLatch(1);
        sink.behaviour = batch -> {
            go.await();
            sink.takeAll(batch);
        };
        Bench bench = bench().sender("s", sink);
        bench.bufferItems = limit;
        try (bench) {
            bench.start();
            until(() -> bench.pump().status().get(0).waiting() == limit);
            go.countDown();
            until(() -> sink.got.size() == 40);
        }
        assertThat(sink.batches).allMatch(size -> size <= limit);
        assertThat(sink.got).isEqualTo(messages(1, 40));
    }

    @Test
    void batchesStayBelowAMebibyte() throws Exception {
        for (int i = 0; i < 40; i++) {
            source.add("MESSAGE=" + "x".repeat(100_000));
        }
        AtomicInteger heaviest = new AtomicInteger();
        sink.behaviour = batch -> {
            heaviest.accumulateAndGet(batch.weight(), Math::max);
            sink.takeAll(batch);
        };
        try (Bench bench = bench().sender("s", sink).start()) {
            until(() -> sink.got.size() == 40);
        }
        assertThat(heaviest.get()).isBetween(900_000, Batch.MAX_BYTES);
    }

    @Test
    void senderThatIsDownHarmsNoOtherAndGetsAllWhenItIsBack() throws Exception {
        source.messages(2000);
        Sink dead = new Sink();
        dead.down = true;
        Bench bench = bench().sender("a", dead).sender("b", sink);
        bench.bufferItems = 100;
        try (bench) {
            bench.start();
            until(() -> sink.got.size() == 2000);
            until(() -> dead.attempts.get() > 3);
            assertThat(dead.got).isEmpty();
            bench.pump().tell();
            assertThat(sender("a").at("/health/status").asText()).isEqualTo("disconnected");
            assertThat(sender("a").at("/health/errors/0").asText()).isEqualTo("it is down");
            assertThat(sender("a").at("/sent/cursor").isNull()).isTrue();
            dead.down = false;
            until(() -> dead.got.size() == 2000);
        }
        assertThat(dead.got).isEqualTo(messages(1, 2000));
        assertThat(sink.got).isEqualTo(messages(1, 2000));
    }

    @Test
    void slowerSenderLosesNothingByARestartAndTheFasterGetsNothingTwice() throws Exception {
        source.messages(50);
        Sink dead = new Sink();
        dead.down = true;
        try (Bench bench = bench().sender("fast", sink).sender("slow", dead).start()) {
            until(() -> sink.got.size() == 50);
            until(() -> dead.attempts.get() > 0);
        }
        source.messages(5);
        dead.down = false;
        try (Bench again = bench().sender("fast", sink).sender("slow", dead).start()) {
            until(() -> dead.got.size() == 55 && sink.got.size() == 55);
            again.pump().tell();
        }
        assertThat(sink.got).isEqualTo(messages(1, 55));
        assertThat(dead.got).isEqualTo(messages(1, 55));
        JsonNode reader = new ObjectMapper()
                .readTree(directory.resolve("state.json").toFile())
                .at("/readers/r");
        assertThat(reader.get("total_lines").asLong()).isEqualTo(55);
    }

    @Test
    void senderThatCannotStartIsTriedAgainWhileOthersRun() throws Exception {
        source.messages(3);
        Sink late = new Sink();
        late.startsNot = true;
        try (Bench bench = bench().sender("late", late).sender("s", sink).start()) {
            until(() -> sink.got.size() == 3 && bench.rests.get() > 3);
            late.startsNot = false;
            until(() -> late.got.size() == 3);
        }
        assertThat(late.opened.get()).isOne();
    }

    @Test
    void destinationIsLeftAloneForAsLongAsItAsks() throws Exception {
        source.messages(1);
        List<Duration> rests = new CopyOnWriteArrayList<>();
        sink.behaviour = batch -> {
            sink.behaviour = sink::takeAll;
            throw new RetryAfterException("busy", Duration.ofMinutes(7));
        };
        Bench bench = bench().sender("s", sink);
        bench.pause = rests::add;
        try (bench) {
            bench.start();
            until(() -> sink.got.size() == 1);
        }
        assertThat(rests).containsExactly(Duration.ofMinutes(7));
    }

    @Test
    void onlyWhatIsStillPendingIsOfferedAgain() throws Exception {
        source.messages(4);
        sink.behaviour = batch -> {
            sink.behaviour = sink::takeAll;
            sink.take(batch, 0);
            if (batch.size() > 2) {
                sink.take(batch, 2);
            }
            batch.retry(batch.next(0) < 0 ? 0 : batch.next(0), "busy");
        };
        try (Bench bench = bench().sender("s", sink).start()) {
            until(() -> sink.got.size() == 4);
        }
        assertThat(sink.got).containsExactlyInAnyOrderElementsOf(messages(1, 4));
        assertThat(sender("s").at("/sent/count").asLong()).isEqualTo(4);
    }

    @Test
    void poisonGoesToTheDeadLettersAndBlocksNothing() throws Exception {
        source.messages(3);
        sink.behaviour = batch -> {
            for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
                if (batch.json(i).contains("\"m2\"")) {
                    batch.poison(i, "the mapping \"says\" no");
                } else {
                    sink.take(batch, i);
                }
            }
        };
        try (Bench bench = bench().sender("s", sink).start()) {
            until(() -> sink.got.size() == 2);
            until(() -> bench.pump().status().get(0).waiting() == 0);
        }
        List<String> letters = Files.readAllLines(directory.resolve("dead-letters/r/s.jsonl"));
        JsonNode letter = new ObjectMapper().readTree(letters.get(0));
        assertThat(letters).hasSize(1);
        assertThat(letter.get("reason").asText()).isEqualTo("the mapping \"says\" no");
        assertThat(letter.get("cursor").asText()).isEqualTo("2");
        assertThat(letter.at("/entry/MESSAGE").asText()).isEqualTo("m2");
        assertThat(sender("s").at("/sent/cursor").asText()).isEqualTo("3");
        assertThat(sender("s").at("/dead_letters").asInt()).isOne();
    }

    @Test
    void spoolOutlivesTheProcessAndTheJournal() throws Exception {
        source.messages(300);
        sink.down = true;
        Bench bench = bench();
        bench.spool = 1 << 20;
        bench.bufferItems = 100;
        bench.sender("s", sink);

        try (bench) {
            bench.start();
            until(() -> bench.pump().status().get(0).waiting() == 300);
        }
        assertThat(directory.resolve("spool/r/s")).isNotEmptyDirectory();

        TestSource vacuumed = new TestSource();
        for (int i = 0; i < 300; i++) {
            vacuumed.add("MESSAGE=gone");
        }
        vacuumed.messages(2);
        sink.down = false;
        Bench again = new Bench(directory, vacuumed);
        again.spool = 1 << 20;
        again.sender("s", sink);
        try (again) {
            again.start();
            until(() -> sink.got.size() == 302);
            until(() -> again.pump().status().get(0).waiting() == 0);
        }
        assertThat(sink.got).isEqualTo(messages(1, 302));
        assertThat(directory.resolve("spool/r/s")).isEmptyDirectory();
    }

    @Test
    void spoolIsBoundedAndWhatDoesNotFitIsReadFromTheJournalLater() throws Exception {
        source.messages(3000);
        sink.down = true;
        Bench bench = bench();
        bench.spool = 30_000;
        bench.bufferItems = 100;
        bench.time = new HastyTime();
        bench.sender("s", sink);
        try (bench) {
            bench.start();
            int[] before = {-1};
            until(() -> {
                int now = bench.pump().status().get(0).waiting();
                boolean still = now == before[0] && now > 100 && bench.rests.get() > 1000;
                before[0] = now;
                return still;
            });
            assertThat(spoolBytes()).isBetween(1L, 30_000L);
            until(() -> source.tended() > 2);
            bench.pump().tell();
            assertThat(sender("s").at("/buffer/spool_bytes").asLong()).isEqualTo(spoolBytes());
            assertThat(sender("s").at("/buffer/full_for").asDouble()).isPositive();
            sink.down = false;
            until(() -> sink.got.size() == 3000);
        }
        assertThat(sender("s").at("/buffer/full_for").asDouble()).isZero();
        assertThat(sender("s").at("/buffer/spool_bytes").asLong()).isZero();
        assertThat(sink.got).isEqualTo(messages(1, 3000));
    }

    @Test
    void filesThatSomebodyTookOutOfTheSpoolAreLostAndStopNothing() throws Exception {
        source.messages(300);
        sink.down = true;
        Bench bench = bench();
        bench.spool = 1 << 20;
        bench.bufferItems = 100;
        bench.sender("s", sink);
        try (bench) {
            bench.start();
            until(() -> bench.pump().status().get(0).waiting() == 300);
            try (var files = Files.list(directory.resolve("spool/r/s"))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            sink.down = false;
            source.messages(1);
            until(() -> sink.got.contains("m301"));
            until(() -> bench.pump().status().get(0).waiting() == 0);
            bench.pump().tell();
        }
        int lost = sender("s").at("/lost").asInt();
        assertThat(lost).isPositive();
        assertThat(sink.got).hasSize(301 - lost);
        assertThat(sender("s").at("/buffer/spool_bytes").asLong()).isZero();
    }

    private long spoolBytes() throws IOException {
        try (var files = Files.list(directory.resolve("spool/r/s"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void eachSenderHasItsOwnFieldsAndFilter() throws Exception {
        source.messages(1);
        Sink other = new Sink();
        FieldFilter same = FieldFilter.of(true, List.of("MESSAGE", "who"));
        Set<String> seen = ConcurrentHashMap.newKeySet();
        sink.behaviour = batch -> {
            seen.add(batch.json(0));
            sink.takeAll(batch);
        };
        other.behaviour = batch -> {
            seen.add(batch.json(0));
            other.takeAll(batch);
        };
        try (Bench bench = bench().sender("a", sink, same, Map.of("who", "\"a\""))
                .sender("b", other, same, Map.of("who", "\"b\""))
                .start()) {
            until(() -> sink.got.size() == 1 && other.got.size() == 1);
        }
        assertThat(seen)
                .containsExactlyInAnyOrder("{\"MESSAGE\":\"m1\",\"who\":\"a\"}", "{\"MESSAGE\":\"m1\",\"who\":\"b\"}");
    }

    @Test
    void searchesCountOnceForTheReaderAndDropWhatNoneFinds() throws Exception {
        source.add("MESSAGE=user bob logged in with secret-1", "_TRANSPORT=x");
        source.add("MESSAGE=nothing of interest");
        source.add("MESSAGE=user eve logged in with secret-2", "_TRANSPORT=y");
        Sink other = new Sink();
        try (DatagramSocket metrics = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            metrics.setSoTimeout(60_000);
            Bench bench = bench().sender("a", sink).sender("b", other);
            bench.searches = List.of(new Search(
                    "logins", Map.of("MESSAGE", Patterns.compile("user (?P<user>\\w+) .* (?P<with>\\S+)$")), Map.of()));
            bench.secrets = new Secrets(List.of(SecretFilter.of(Patterns.compile("secret-(\\d)"), "***\\1")));
            bench.statsd = new StatsdSettings("127.0.0.1", metrics.getLocalPort(), "", Map.of());
            bench.match = new Match("TRANSPORT", "x");
            bench.time = new StillTime(); // all is told once, at the end
            try (bench) {
                bench.start();
                until(() -> sink.got.size() == 1 && other.got.size() == 1);
                until(() -> bench.pump().status().stream().allMatch(lane -> lane.caughtUp()));
            }
            Set<String> expected = Set.of(
                    "logins,reader=r,tag=of_reader,user=bob,with=***1:1|c",
                    "logins,reader=r,tag=of_reader,user=eve,with=***2:1|c",
                    "journal.secret_filter_match,reader=r,tag=of_reader:2|c",
                    "journal.read_lines,reader=r,tag=of_reader:3|g",
                    "journal.sent_lines,reader=r,sender=a,tag=of_reader:1|g");
            Set<String> lines = new HashSet<>();
            while (!lines.containsAll(expected)) {
                DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
                metrics.receive(packet);
                lines.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        }
        assertThat(sink.got).containsExactly("user bob logged in with ***1");
        JsonNode state =
                new ObjectMapper().readTree(directory.resolve("state.json").toFile());
        assertThat(state.at("/readers/r/searches/logins").asInt()).isEqualTo(2);
    }

    @Test
    void cursorPassesWhatIsFilteredOut() throws Exception {
        source.messages(20);
        Bench bench = bench().sender("s", sink);
        bench.match = new Match("MESSAGE", "m1");
        try (bench) {
            bench.start();
            until(() -> {
                bench.pump().tell();
                return sender("s").at("/sent/cursor").asText().equals("20");
            });
        }
        assertThat(sink.got).containsExactly("m1");
    }

    @Test
    void readerWithoutSendersStillSearches() throws Exception {
        source.messages(3);
        Bench bench = bench();
        bench.searches = List.of(new Search("hits", Map.of("MESSAGE", Patterns.compile("m[12]")), Map.of()));
        try (bench) {
            bench.start();
            until(() -> bench.pump().status().get(0).caughtUp());
        }
        JsonNode state =
                new ObjectMapper().readTree(directory.resolve("state.json").toFile());
        assertThat(state.at("/readers/r/searches/hits").asInt()).isEqualTo(2);
    }

    @Test
    void reloadRestartsWhatChangedAndNothingElse() throws Exception {
        source.messages(2);
        try (Bench bench = bench().sender("s", sink).start()) {
            until(() -> sink.got.size() == 2);
            bench.pump().reload(bench.config("1"), Duration.ofSeconds(5));
            assertThat(source.opened()).isOne();
            Sink other = new Sink();
            bench.senders.clear();
            bench.sender("s", other);
            bench.pump().reload(bench.config("2"), Duration.ofSeconds(5));
            source.messages(2);
            until(() -> other.got.size() == 2);
            assertThat(other.got).isEqualTo(messages(3, 4));
            assertThat(source.opened()).isEqualTo(2);
        }
        assertThat(sink.got).isEqualTo(messages(1, 2));
    }

    @Test
    void librariesThatLackAClassAreAFailureLikeAnyOther() throws Exception {
        source.messages(3);
        sink.behaviour = batch -> {
            sink.behaviour = sink::takeAll;
            throw new NoClassDefFoundError("com/example/Codec");
        };
        try (Bench bench = bench().sender("s", sink).start()) {
            until(() -> sink.got.size() == 3);
            assertThat(bench.rests.get()).isOne();
        }
    }

    @Test
    void whatIsBrokenOrLostIsCountedOnceForEachWhomItConcerns() throws Exception {
        source.messages(3);
        source.broken(4, 5);
        Sink other = new Sink();
        try (Bench bench = bench().sender("a", sink).sender("b", other).start()) {
            until(() -> sink.got.size() == 3 && other.got.size() == 3);
            until(() -> {
                bench.pump().tell();
                return sender("a").at("/lost").asInt() == 5
                        && sender("b").at("/lost").asInt() == 5;
            });
        }
        JsonNode state =
                new ObjectMapper().readTree(directory.resolve("state.json").toFile());
        assertThat(state.at("/readers/r/corrupted").asInt()).isEqualTo(4);
    }

    @Test
    void reloadThatCannotBeginLeavesTheOldOneInForce() throws Exception {
        source.messages(1);
        Path file = Files.writeString(directory.resolve("file"), "");
        try (Bench bench = bench().sender("s", sink).start()) {
            until(() -> sink.got.size() == 1);
            PumpConfig impossible = bench.config("1", source, file.resolve("state.json"));

            assertThatThrownBy(() -> bench.pump().reload(impossible, Duration.ofSeconds(5)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
            source.messages(1);
            until(() -> sink.got.size() == 2);
        }
    }

    @Test
    void stateFileThatAnotherPumpHasIsRefused() throws Exception {
        try (Bench bench = bench().sender("s", sink).start()) {
            assertThatThrownBy(() -> bench().sender("s", new Sink()).start())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another pump that runs uses the state file " + bench.stateFile());
        }
        try (Bench after = bench().sender("s", sink).start()) {
            assertThat(after.pump().status()).hasSize(1);
        }
    }

    @Test
    void stateFileThatIsBrokenIsNotOverwritten() throws Exception {
        Files.writeString(directory.resolve("state.json"), "{\"readers\": {");

        assertThatThrownBy(() -> bench().sender("s", sink).start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("state.json cannot be read");
        assertThat(directory.resolve("state.json")).hasContent("{\"readers\": {");
    }

    @Test
    void stateOfJournalpumpItselfIsTakenOver() throws Exception {
        source.messages(10);
        Files.writeString(
                directory.resolve("state.json"),
                "{\"readers\": {\"r\": {\"cursor\": \"6\", \"total_lines\": 6, \"total_bytes\": 1, \"searches\": {},"
                        + "\"senders\": {\"s\": {\"buffer\": {\"cursor\": \"9\"}, \"sent\": {\"cursor\": \"8\", \"count\": 8}}}}},"
                        + "\"start_time\": \"2020-05-27T12:15:37\"}");
        Sink fresh = new Sink();
        try (Bench bench = bench().sender("s", sink).sender("new", fresh).start()) {
            until(() -> sink.got.size() == 2 && fresh.got.size() == 4);
        }
        assertThat(sink.got).isEqualTo(messages(9, 10));
        assertThat(fresh.got).isEqualTo(messages(7, 10));
        assertThat(sender("s").at("/sent/count").asLong()).isEqualTo(10);
    }
}
