package io.heartbeat.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.Order;
import io.heartbeat.agent.Result;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.agent.TestTime;
import io.heartbeat.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObedienceTest {
    private static final ServerAddress SERVER = new ServerAddress("hb.example.org", 50003);

    private final TestTime time = new TestTime();
    private final List<Result> results = new ArrayList<>();
    private Counters counters;
    private Obedience obedience;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        obedience = obedience(list(
                """
                commands:
                  count: {argv: [/bin/sh, -c, 'echo x >> %1$s/ran; echo "$@"; env', sh], args: ["[a-z]+", '.*']}
                  fail: [/bin/sh, -c, "echo out; echo err >&2; exit 3"]
                  hang: {argv: [/bin/sh, -c, 'sleep 600 & echo $! > %1$s/child; wait'], timeout: 1}
                  missing: /nonexistent/program
                upgrade: true
                """
                        .formatted(folder)));
    }

    private AllowList list(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("hbc.yaml"), yaml);
        return Settings.read(file, Map.of(), root -> AllowList.from(root, true));
    }

    private Obedience obedience(AllowList list) {
        return obedience(list, Runnable::run);
    }

    private Obedience obedience(AllowList list, Executor running) {
        counters = new Counters();
        Installer installer = order -> Optional.of(Result.ok("installed " + order.version()));
        return new Obedience(list, folder.resolve("orders"), installer, time, counters, Runnable::run, running);
    }

    private Order order(String id, String command, String... args) {
        Instant expires = TestTime.START.plusSeconds(60);
        return new Order(SERVER, false, id, command, List.of(args), null, null, null, expires);
    }

    private Result take(Order order) {
        int before = results.size();
        obedience.take(order, results::add);
        return results.size() == before ? null : results.get(before);
    }

    private long ran() throws IOException {
        Path ran = folder.resolve("ran");
        return Files.exists(ran) ? Files.readAllLines(ran).size() : 0;
    }

    @Test
    void runsWhatTheListHasWithItsArgumentsAndWithoutTheAgentsEnvironment() throws IOException {
        Result result = take(order("1", "count", "abc", "$(reboot); 'é"));

        assertThat(result.status()).isEqualTo("ok");
        assertThat(result.output()).startsWith("abc $(reboot); 'é\n").contains("LC_ALL=C", "HBC_RUN=");
        assertThat(result.output().lines().filter(line -> line.contains("=")))
                .allMatch(line -> line.matches("(LC_ALL|PATH|HOME|HBC_RUN|PWD|OLDPWD|SHLVL|_)=.*"));
        assertThat(ran()).isEqualTo(1);
        assertThat(counters.of(Counter.COMMANDS_OBEYED)).isOne();
    }

    @Test
    void obeysEachOrderOnceAndTellsItsResultAgain() throws IOException {
        Result first = take(order("1", "count", "abc"));
        assertThat(take(order("1", "count", "abc"))).isEqualTo(first);
        time.pass(Duration.ofSeconds(61));
        assertThat(take(order("1", "count", "abc")))
                .as("asked for late, and not begun again")
                .isEqualTo(first);
        obedience = obedience(list("commands: {count: [/bin/true]}"));
        assertThat(take(order("1", "count"))).as("after a restart").isEqualTo(first);

        assertThat(ran()).isEqualTo(1);
        assertThat(counters.of(Counter.COMMANDS_REPEATED)).isOne();
    }

    @Test
    void theSameIdentifierOfAnotherServerIsAnotherOrder() throws IOException {
        take(order("1", "count", "abc"));
        Order other = new Order(
                new ServerAddress("other", 50003),
                false,
                "1",
                "count",
                List.of("abc"),
                null,
                null,
                null,
                TestTime.START.plusSeconds(60));
        take(other);

        assertThat(ran()).isEqualTo(2);
    }

    @Test
    void whatExpiredIsPassedOverInSilence() throws IOException {
        time.pass(Duration.ofMillis(60_001));

        assertThat(take(order("1", "count", "abc"))).isNull();
        assertThat(counters.of(Counter.COMMANDS_EXPIRED)).isOne();
        assertThat(ran()).isZero();
    }

    @Test
    void whatTheListDoesNotHaveIsRefused() throws IOException {
        for (Order order : List.of(
                order("1", "reboot"),
                order("2", "count", "ABC"),
                order("3", "count", "abc", "x", "y"),
                order("4", "count", "abc\0"),
                order("5", "fail", "x"),
                order("6", "/bin/sh"),
                order("7", "count", "abc\nd"))) {
            assertThat(take(order).status()).as(order.id()).isEqualTo("refused");
        }
        assertThat(ran()).isZero();
        assertThat(counters.of(Counter.COMMANDS_REFUSED)).isEqualTo(7);
    }

    @Test
    void withoutAListNothingIsRunAndNothingIsInstalled() throws IOException {
        obedience = obedience(AllowList.NOTHING);

        assertThat(take(order("1", "count", "abc")).output()).contains("runs no commands");
        assertThat(take(upgrade("2")).status()).isEqualTo("refused");
        obedience = obedience(list("commands: {count: [/bin/true]}"));
        assertThat(take(upgrade("3")).output()).contains("installs no upgrades");
    }

    private static Order upgrade(String id) {
        Instant expires = TestTime.START.plusSeconds(60);
        return new Order(SERVER, true, id, null, List.of(), "9.0", "https://x/", "0".repeat(64), expires);
    }

    @Test
    void anUpgradeIsHandedOnOnce() {
        assertThat(take(upgrade("1")).output()).isEqualTo("installed 9.0");
        assertThat(take(upgrade("1")).output()).isEqualTo("installed 9.0");
        assertThat(counters.of(Counter.COMMANDS_OBEYED)).isOne();
    }

    @Test
    void failureAndMissingProgramsAreTold() {
        assertThat(take(order("1", "fail"))).isEqualTo(Result.failed("out\nerr\n\nexit code 3"));
        assertThat(take(order("2", "missing")).output()).startsWith("cannot be run: ");
    }

    @Test
    void whatTakesTooLongEndsWithAllThatItStarted() throws IOException {
        // The program's time is the machine's: nobody else can wait for it.
        Counters own = new Counters();
        AllowList list = list("commands: {hang: {argv: [/bin/sh, -c, 'sleep 600 & echo $! > " + folder
                + "/child; wait'], timeout: 3}}");
        Obedience real = new Obedience(
                list,
                folder.resolve("orders"),
                order -> Optional.empty(),
                io.heartbeat.clock.TimeSource.SYSTEM,
                own,
                Runnable::run,
                Runnable::run);
        Order order = new Order(
                SERVER,
                false,
                "1",
                "hang",
                List.of(),
                null,
                null,
                null,
                io.heartbeat.clock.TimeSource.SYSTEM.wall().plusSeconds(60));
        real.take(order, results::add);

        assertThat(results.get(0).status()).isEqualTo("timeout");
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        await().atMost(ONE_MINUTE)
                .until(() ->
                        ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** Only root may become somebody else; whoever else runs this is told so, and nothing runs as the agent's own user. */
    @Test
    void aCommandWithAUserRunsAsThatUserOrNotAtAll() throws IOException {
        obedience = obedience(list("commands: {who: {argv: [/usr/bin/id, -un], user: nobody}}"));
        boolean root = System.getProperty("user.name").equals("root");

        Result result = take(order("1", "who"));
        assertThat(result.status()).isEqualTo(root ? "ok" : "failed");
        assertThat(result.output().lines().findFirst().orElseThrow()).matches(root ? "nobody" : "runuser: .*");
    }

    @Test
    void anAgentThatEndedInTheMiddleBeginsNothingAgainAndSaysSoInTheEnd() throws IOException {
        obedience = obedience(list("commands: {count: [/bin/true]}"), work -> {}); // ends before it runs
        assertThat(take(order("1", "count"))).isNull();
        obedience = obedience(list("commands: {count: [/bin/sh, -c, 'echo x >> " + folder + "/ran']}"));
        assertThat(take(order("1", "count"))).as("it may still run").isNull();
        time.pass(Duration.ofMinutes(13));

        assertThat(take(order("1", "count"))).isEqualTo(Result.failed("the agent was ended while it did this"));
        assertThat(ran()).isZero();
    }

    @Test
    void whatCannotBeWrittenDownIsNotObeyed() throws IOException {
        Files.writeString(folder.resolve("orders"), "a file where the folder should be");

        Result result = take(order("1", "count", "abc"));

        assertThat(result == null || result.status().equals("refused")).isTrue();
        assertThat(ran()).isZero();
        assertThat(counters.of(Counter.COMMANDS_OBEYED)).isZero();
    }

    @Test
    void fourAtOnceAndNoMore() throws IOException {
        obedience = obedience(list("commands: {count: [/bin/true]}"), work -> {});
        for (int i = 0; i < 4; i++) {
            assertThat(take(order("r" + i, "count"))).isNull();
        }
        assertThat(take(order("r5", "count"))).isEqualTo(Result.refused("too many at once"));
    }

    @Test
    void memoryForgetsWhatNoFrameCanBringBack() throws IOException {
        take(order("1", "count", "abc"));
        time.pass(OrderMemory.KEPT.plusSeconds(1));
        Order later = new Order(
                SERVER,
                false,
                "2",
                "count",
                List.of("abc"),
                null,
                null,
                null,
                time.wall().plusSeconds(1));
        take(later);

        try (var files = Files.list(folder.resolve("orders"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void longOutputKeepsTheExitCode() throws IOException {
        obedience = obedience(
                list("commands: {flood: [/bin/sh, -c, 'head -c 1000000 /dev/zero | tr \"\\\\0\" x; exit 2']}"));

        Result result = take(order("1", "flood"));
        assertThat(result.output()).hasSize(32 * 1024).endsWith("\nexit code 2");
    }
}
