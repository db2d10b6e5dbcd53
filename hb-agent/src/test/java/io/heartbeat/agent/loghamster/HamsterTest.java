package io.heartbeat.agent.loghamster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client on real sockets and files, against an original server and one with the extension. */
class HamsterTest {
    @TempDir
    Path folder;

    private final ShippingCounts counts = new ShippingCounts();
    private String partialWait = "100ms";
    private ScriptedServer server;
    private Hamster hamster;

    @AfterEach
    void stop() {
        if (hamster != null) {
            hamster.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private Path log() {
        return folder.resolve("in/app.log");
    }

    private Path rotated(int number) {
        return folder.resolve("in/app.log." + number);
    }

    private void serve(boolean original) {
        server = new ScriptedServer(original);
    }

    private void ship(String path, String more) {
        ship(path, more, "");
    }

    private void ship(String path, String more, String target) {
        try {
            Files.createDirectories(folder.resolve("in"));
            Path file = Files.writeString(
                    folder.resolve("loghamster.toml"),
                    """
                    mode = "client"
                    state = "state.json"
                    poll = "10ms"
                    max_wait = "30ms"
                    partial_wait = "%s"
                    settle = "100ms"
                    confirm = "100ms"
                    [target]
                    hostname = "127.0.0.1"
                    port = %d
                    %s
                    [[input]]
                    name = "myhost"
                    path = "%s"
                    %s
                    """
                            .formatted(partialWait, server.port(), target, path, more));
            HamsterSettings settings =
                    Settings.read(file, Map.of(), root -> HamsterSettings.from(root, "other", folder));
            hamster = new Hamster(settings, TimeSource.SYSTEM, counts);
            hamster.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path path, String text) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStored(String text) {
        await().atMost(ONE_MINUTE)
                .untilAsserted(() -> assertThat(server.stored()).isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aGrowingFileArrives(boolean original) {
        serve(original);
        write(log(), "one\n");
        ship("in/app.log", "");
        awaitStored("one\n");
        write(log(), "two\n");
        awaitStored("one\ntwo\n");
        assertThat(server.inits.get(0)).startsWith("INIT STREAM myhost:" + log() + " offset:0 id:");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rotationByNameLosesAndDoublesNothing(boolean original) throws IOException {
        serve(original);
        write(log(), "one\n");
        ship("in/app.log", "");
        awaitStored("one\n");
        write(log(), "two\n");
        Files.move(log(), rotated(1));
        write(log(), "three\n");
        awaitStored("one\ntwo\nthree\n");
        assertThat(rotated(1)).exists();
    }

    @Test
    void whatIsRotatedAsSoonAsItHasBegunIsShipped() throws IOException {
        serve(false);
        write(log(), "one\n");
        ship("in/app.log", "");
        Files.move(log(), rotated(1));
        write(log(), "two\n");
        Files.move(log(), rotated(2));
        write(log(), "three\n");
        awaitStored("one\ntwo\nthree\n");
    }

    /** No file fits the pattern then, and yet there is something to ship. */
    @Test
    void aFileOfAPatternThatWasRotatedWhileNobodyLookedIsShipped() throws IOException {
        serve(false);
        write(log(), "one\n");
        ship("in/*.log", "");
        awaitStored("one\n");
        hamster.close();
        write(log(), "two\n");
        Files.move(log(), rotated(1));
        ship("in/*.log", "");
        awaitStored("one\ntwo\n");
    }

    @Test
    void copyAndTruncateLosesNothing() throws IOException {
        serve(false);
        write(log(), "one\n");
        ship("in/app.log", "");
        awaitStored("one\n");
        write(log(), "two\n");
        Files.copy(log(), rotated(1));
        Files.write(log(), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        write(log(), "three\n");
        awaitStored("one\ntwo\nthree\n");
    }

    @Test
    void anUnfinishedLineWaitsForItsEnd() {
        partialWait = "1h";
        serve(false);
        write(log(), "one\ntw");
        ship("in/app.log", "");
        awaitStored("one\n");
        write(log(), "o\n");
        awaitStored("one\ntwo\n");
    }

    @Test
    void anUnfinishedLineDoesNotWaitForEver() {
        serve(false);
        write(log(), "one\nwithout end");
        ship("in/app.log", "");
        awaitStored("one\nwithout end");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRestartSendsNothingTwice(boolean original) {
        serve(original);
        write(log(), "one\n");
        ship("in/app.log", "");
        awaitStored("one\n");
        hamster.close();
        write(log(), "two\n");
        ship("in/app.log", "");
        awaitStored("one\ntwo\n");
    }

    @Test
    void cutConnectionsLoseAndDoubleNothing() throws IOException {
        serve(false);
        byte[] file = new byte[3_000_000];
        new Random(2).nextBytes(file);
        Files.createDirectories(log().getParent());
        Files.write(log(), file);
        server.cutAfter(100_000);
        ship("in/app.log", "");
        await().atMost(ONE_MINUTE).until(() -> server.storedBytes().length > 1_000_000);
        server.cutAll();
        await().atMost(ONE_MINUTE).until(() -> server.storedBytes().length >= file.length);
        assertThat(server.storedBytes()).isEqualTo(file);
        assertThat(counts.losses()).isZero();
    }

    @Test
    void aLostStateFileIsNoLossWhereTheServerKnows() throws IOException {
        serve(false);
        write(log(), "one, a line that is long enough to give the file a name of its own........\n");
        ship("in/app.log", "");
        await().atMost(ONE_MINUTE).until(() -> server.stored().endsWith("\n"));
        hamster.close();
        Files.delete(folder.resolve("state.json"));
        Files.deleteIfExists(folder.resolve("state.json.old"));
        write(log(), "two\n");
        ship("in/app.log", "");
        await().atMost(ONE_MINUTE)
                .untilAsserted(() -> assertThat(server.stored()).isEqualTo(Files.readString(log())));
    }

    /** Two files can have one name at the server; nothing is skipped before their bytes were compared. */
    @Test
    void aServerThatMeansAnotherFileIsNotBelieved() {
        serve(false);
        write(log(), "one\n");
        ship("in/app.log", "");
        awaitStored("one\n");
        hamster.close();
        server.confuse("two\nand more");
        write(log(), "and something else that is longer\n");
        ship("in/app.log", "");
        awaitStored("one\nand something else that is longer\n");
        assertThat(server.inits.get(server.inits.size() - 1)).isNotEqualTo(server.inits.get(0));
    }

    @Test
    void aNewServerGoesOnWhereTheOldOneStopped() {
        serve(false);
        write(log(), "one\n");
        ship("in/app.log", "");
        awaitStored("one\n");
        hamster.close();
        server.forget();
        write(log(), "two\n");
        ship("in/app.log", "");
        awaitStored("one\ntwo\n");
    }

    @Test
    void wholeFilesAreSentWhenRotatedAndDeletedWhenTheyArrived() throws IOException {
        serve(false);
        write(log(), "one\n");
        ship("in/app.log", "method = \"send\"\nonrotate = \"delete\"");
        await().atMost(ONE_MINUTE).until(() -> Files.exists(folder.resolve("state.json")));
        assertThat(server.stored()).isEmpty();
        Files.move(log(), rotated(1));
        write(log(), "two\n");
        awaitStored("one\n");
        await().atMost(ONE_MINUTE).until(() -> !Files.exists(rotated(1)));
        assertThat(log()).exists();
    }

    @Test
    void wholeFilesOfAPatternAreSentWhenTheyLieStill() {
        serve(false);
        write(folder.resolve("in/a.log"), "a\n");
        write(folder.resolve("in/b.log"), "b\n");
        write(folder.resolve("in/c.txt"), "c\n");
        ship("in/*.log", "method = \"send\"\nonrotate = \"delete\"");
        await().atMost(ONE_MINUTE)
                .until(() -> !Files.exists(folder.resolve("in/a.log")) && !Files.exists(folder.resolve("in/b.log")));
        assertThat(server.stored()).contains("a\n").contains("b\n").hasSize(4);
        assertThat(folder.resolve("in/c.txt")).exists();
    }

    @Test
    void aCompressedStreamArrivesPlain() {
        serve(false);
        String text = "to be, or not to be\n".repeat(20_000);
        write(log(), text);
        ship("in/app.log", "", "compress = true");
        awaitStored(text);
        write(log(), "more\n");
        awaitStored(text + "more\n");
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws IOException {
        serve(false);
        int port = server.port();
        server.close();
        write(log(), "one\n");
        ship("in/app.log", "");
        await().atMost(ONE_MINUTE)
                .until(() -> counts.toString().contains("failures=")
                        && !counts.toString().endsWith("failures=0"));
        server = new ScriptedServer(false, port);
        awaitStored("one\n");
    }

    /** Killed at once, it must find the file again, whatever it is called then. */
    @Test
    void aGenerationIsRememberedBeforeItsFirstByteLeaves() {
        serve(false);
        write(log(), "one\n");
        ship("in/app.log", "");
        await().atMost(ONE_MINUTE).until(() -> !server.inits.isEmpty());
        assertThat(folder.resolve("state.json")).exists();
    }

    @Test
    void theOriginalsConfirmationMovesThePosition() throws IOException {
        serve(true);
        write(log(), "one\n");
        ship("in/app.log", "");
        await().atMost(ONE_MINUTE).ignoreExceptions().until(() -> Files.readString(folder.resolve("state.json"))
                .contains("\"offset\":4"));
        assertThat(server.stored()).isEqualTo("one\n");
        assertThat(server.stored().getBytes(StandardCharsets.UTF_8)).hasSize(4);
    }
}
