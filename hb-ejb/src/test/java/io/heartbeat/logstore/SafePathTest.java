package io.heartbeat.logstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {
    @TempDir
    Path directory;

    /** Fix of loghogd and of LogHamster: a name that the network gives never leaves the folder. */
    @ParameterizedTest
    @CsvSource({
        "athens,athens",
        "www.example.org,www.example.org",
        "..,%2E.",
        ".,%2E",
        "../../etc/passwd,%2E.%2F..%2Fetc%2Fpasswd",
        "/etc/passwd,%2Fetc%2Fpasswd",
        "%2e%2e%2fetc,%252e%252e%252fetc",
        ".hidden,%2Ehidden",
        "a\\b,a\\b",
        "'',%"
    })
    void namesBecomeOneSegment(String name, String segment) {
        assertThat(SafePath.segment(name)).isEqualTo(segment);
    }

    /** Half a thousand rounds: a directory that one finds missing and the other has just made is rare. */
    @Test
    void twoMayMakeOneDirectoryAtTheSameMoment() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        try {
            for (int round = 0; round < 500; round++) {
                String name = "shop" + round + "/root.log";
                Callable<Path> one = () -> {
                    together.await();
                    return SafePath.resolve(directory, name);
                };
                for (Future<Path> made : threads.invokeAll(List.of(one, one))) {
                    assertThat(made.get()).isEqualTo(directory.toRealPath().resolve(name));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void controlCharactersAndInvisibleOnesAreSpelledOut() {
        assertThat(SafePath.segment("a\0b\nc\u007f")).isEqualTo("a%00b%0Ac%7F");
        assertThat(SafePath.segment("a\u202Eb")).isEqualTo("a%E2%80%AEb");
    }

    /** Fix of loghogd: names that are not ASCII are written. */
    @ParameterizedTest
    @ValueSource(strings = {"jalapeño", "шина", "東京", "😀"})
    void namesOfAllScriptsAreWritten(String name) throws IOException {
        Path file = SafePath.resolve(directory, SafePath.segment(name) + ".log");
        assertThat(Files.writeString(file, name)).hasContent(name);
        assertThat(file.getParent()).isEqualTo(directory.toRealPath());
    }

    @Test
    void longNamesAreShortenedAndStayDifferent() {
        String one = SafePath.segment("é".repeat(200) + "1");
        String two = SafePath.segment("é".repeat(200) + "2");
        assertThat(one).isNotEqualTo(two);
        assertThat(one.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(SafePath.MAX_SEGMENT);
    }

    @Property(seed = "50003")
    void anyTextIsASegmentThatStaysBelow(@ForAll String name) {
        String segment = SafePath.segment(name);
        assertThat(segment).doesNotContain("/", "\0").isNotIn("", ".", "..");
        assertThat(Path.of("/base").resolve(segment).normalize().getParent()).isEqualTo(Path.of("/base"));
        assertThat(segment.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(SafePath.MAX_SEGMENT);
    }

    @Property(seed = "50003")
    void differentTextsAreDifferentSegments(@ForAll String one, @ForAll String two) {
        assertThat(SafePath.segment(one).equals(SafePath.segment(two)))
                .isEqualTo(new String(one.getBytes(UTF_8), UTF_8).equals(new String(two.getBytes(UTF_8), UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/etc/x", "a/../x", "", "a\0b", "./x"})
    void pathsThatLeaveTheFolderAreRefused(String relative) {
        assertThatThrownBy(() -> SafePath.resolve(directory, relative)).isInstanceOf(FileSystemException.class);
        assertThat(directory.toFile().list()).isEmpty();
    }

    @Test
    void aSymbolicLinkOnTheWayIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path base = Files.createDirectory(directory.resolve("base"));
        Files.createSymbolicLink(base.resolve("app"), elsewhere);
        assertThatThrownBy(() -> SafePath.resolve(base, "app/root.log")).hasMessageContaining("symbolic link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void theFolderItselfMayBeReachedByALink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        assertThat(SafePath.resolve(link, "app/web/root.log"))
                .isEqualTo(real.toRealPath().resolve("app/web/root.log"));
        assertThat(real.resolve("app/web")).isDirectory();
    }
}
