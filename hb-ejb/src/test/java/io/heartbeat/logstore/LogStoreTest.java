package io.heartbeat.logstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.SteppedTime;
import io.heartbeat.rolling.RollingPolicy;
import io.heartbeat.rolling.Schedule;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
    private static final LogSource WEB = new LogSource(LogKind.LOGHOG, "", "shop", "web");
    private static final UnaryOperator<RollingPolicy> PLAIN = policy -> policy;

    @TempDir
    Path directory;

    private final SteppedTime time = new SteppedTime();
    private LogStore store;

    @BeforeEach
    void open() {
        store = store();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsAppendedStandsInTheFile() throws IOException {
        LogFile file = store.open(WEB, directory, "shop/web.log", PLAIN);
        assertThat(append(file, "one\n")).isEqualTo(4);
        assertThat(file.sync()).isTrue();
        assertThat(file.path())
                .isEqualTo(directory.toRealPath().resolve("shop/web.log"))
                .hasContent("one\n");
        assertThat(file.bytes()).isEqualTo(4);
    }

    @Test
    void twoWhoOpenOnePathShareTheFile() throws IOException {
        LogFile one = store.open(WEB, directory, "web.log", PLAIN);
        LogFile two = store.open(WEB, directory, "web.log", PLAIN);
        assertThat(one).isSameAs(two);
        assertThat(append(two, "of both\n")).isEqualTo(8);
        assertThat(one.bytes()).isEqualTo(8);
    }

    @Test
    void rotationHappensOnTimeWithoutTraffic() throws IOException {
        LogFile file = store.open(
                WEB, directory, "web.log", policy -> policy.withSchedule(Schedule.every(Duration.ofHours(1))));
        append(file, "one\n");
        time.setWall(Files.getLastModifiedTime(file.path()).toInstant().plus(Duration.ofHours(2)));
        store.look();
        assertThat(file.rotations()).isEqualTo(1);
        assertThat(file.backups()).hasSize(1);
    }

    @Test
    void theCatalogueOutlivesARestart() throws IOException {
        LogSource odd = new LogSource(LogKind.LOGHAMSTER, "ath\"ens\n", "", "/var/log/x");
        store.open(WEB, directory, "web.log", PLAIN);
        LogFile other = store.open(odd, directory, "other.log", PLAIN);
        store.close();
        Files.writeString(
                directory.resolve("logs.catalogue"), "{\"kind\":\"torn", java.nio.file.StandardOpenOption.APPEND);
        store = store();
        assertThat(store.catalogue())
                .containsExactly(
                        new Catalogued(directory.toRealPath().resolve("web.log"), WEB),
                        new Catalogued(other.path(), odd));
    }

    @Test
    void halfACharacterInTheCatalogueCostsNoOtherLine() throws IOException {
        LogFile file = store.open(WEB, directory, "web.log", PLAIN);
        store.close();
        byte[] torn = "{\"kind\":\"loghog\",\"path\":\"/var/log/M\u00fc".getBytes(UTF_8);
        Files.write(
                directory.resolve("logs.catalogue"),
                java.util.Arrays.copyOf(torn, torn.length - 1),
                java.nio.file.StandardOpenOption.APPEND);
        store = store();
        assertThat(store.catalogue()).containsExactly(new Catalogued(file.path(), WEB));
    }

    @Test
    void whatTheCatalogueCouldNotTakeStandsInItWhenItCan() throws IOException {
        Path catalogue = directory.resolve("logs.catalogue");
        Files.createDirectory(catalogue);
        LogFile one = store.open(WEB, directory, "one.log", PLAIN);
        Files.delete(catalogue);
        LogFile two = store.open(WEB, directory, "two.log", PLAIN);
        store.close();
        store = store();
        assertThat(store.catalogue()).containsExactly(new Catalogued(one.path(), WEB), new Catalogued(two.path(), WEB));
    }

    @Test
    void aClosedStoreTakesNothing() throws IOException {
        LogFile file = store.open(WEB, directory, "web.log", PLAIN);
        store.close();
        assertThat(append(file, "late\n")).isZero();
        assertThatThrownBy(() -> store.open(WEB, directory, "web.log", PLAIN)).hasMessage("the server is stopping");
    }

    private LogStore store() {
        return new LogStore(directory.resolve("logs.catalogue"), time, Thread::new, new Telemetry(time));
    }

    private static int append(LogFile file, String text) {
        return file.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
}
