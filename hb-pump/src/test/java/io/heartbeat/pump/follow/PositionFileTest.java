package io.heartbeat.pump.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionFileTest {
    private static final Path LOG = Path.of("/srv/in/ä\"p.log");

    @TempDir
    Path directory;

    private final SteppedTime time = new SteppedTime();

    private static Remembered at(long offset) {
        return new Remembered(
                true,
                3,
                List.of(new FilePosition(
                        "1f.64.aa", new FileKey(2049, Long.MAX_VALUE), new Print(3, "0011"), offset, Print.NONE, 17)),
                List.of(new FilePosition("", new FileKey(2049, 5), new Print(1, "22"), 1, new Print(1, "22"), 3)));
    }

    private Path file() {
        return directory.resolve("state/positions.json");
    }

    @Test
    void whatWasSavedIsKnownInTheNextLife() throws IOException {
        PositionFile positions = new PositionFile(file(), time);
        assertThat(positions.of(LOG)).isEqualTo(Remembered.NOTHING);
        positions.save(LOG, at(7));
        assertThat(new PositionFile(file(), time).of(LOG)).isEqualTo(at(7));
        assertThat(new PositionFile(file(), time).broken()).isFalse();
    }

    @Test
    void whatWasNeverLookedAtIsNotSaved() throws IOException {
        new PositionFile(file(), time).save(LOG, Remembered.NOTHING);
        assertThat(file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"version\":2,\"check\":\"00000000\",\"files\":{}}\n", "\0\0\0\0", "offset"})
    void aBrokenFileIsSetAsideAndTheOneBeforeIsUsed(String text) throws IOException {
        PositionFile positions = new PositionFile(file(), time);
        positions.save(LOG, at(7));
        positions.save(LOG, at(8));
        Files.writeString(file(), text);
        PositionFile again = new PositionFile(file(), time);
        assertThat(again.broken()).isTrue();
        assertThat(again.of(LOG)).isEqualTo(at(7));
        assertThat(names()).anyMatch(name -> name.startsWith("positions.json.broken-"));
    }

    @Test
    void oneChangedDigitIsNoticed() throws IOException {
        PositionFile positions = new PositionFile(file(), time);
        positions.save(LOG, at(7));
        positions.save(LOG, at(1234));
        Files.writeString(file(), Files.readString(file()).replace("1234", "9234"));
        assertThat(new PositionFile(file(), time).of(LOG)).isEqualTo(at(7));
    }

    @Test
    void aCrashBetweenTheTwoRenamesLosesNothing() throws IOException {
        PositionFile positions = new PositionFile(file(), time);
        positions.save(LOG, at(7));
        Files.move(file(), file().resolveSibling("positions.json.old"));
        PositionFile again = new PositionFile(file(), time);
        assertThat(again.of(LOG)).isEqualTo(at(7));
        assertThat(again.broken()).isFalse();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(file().getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
