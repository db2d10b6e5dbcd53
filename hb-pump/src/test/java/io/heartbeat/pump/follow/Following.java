package io.heartbeat.pump.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A followed file, somebody who writes to it, and a reader for whom everything arrives at once. */
abstract class Following {
    @TempDir
    Path directory;

    final SteppedTime time = new SteppedTime();
    final ByteArrayOutputStream read = new ByteArrayOutputStream();
    final List<String> lost = new ArrayList<>();
    final Set<String> ids = new HashSet<>();
    Path log;
    FollowedFile file;

    @BeforeEach
    void begin() {
        log = directory.resolve("app.log");
        file = follow(Remembered.NOTHING);
    }

    @AfterEach
    void end() throws IOException {
        file.close();
    }

    FollowedFile follow(Remembered remembered) {
        return new FollowedFile(log, remembered, time, new FollowListener() {
            @Override
            public void lost(Path path, long from, String why) {
                lost.add(from + ": " + why);
            }
        });
    }

    /** Reads everything there is, in order, and says that it arrived. */
    void drain() throws IOException {
        file.look();
        while (file.oldest().isPresent()) {
            Generation oldest = file.oldest().get();
            if (oldest.size() == 0) {
                if (!oldest.retired()) {
                    return;
                }
                file.release(oldest);
                continue;
            }
            ids.add(oldest.id());
            read.write(Print.bytes(oldest.channel(), oldest.offset(), (int) (oldest.size() - oldest.offset())));
            oldest.acknowledge(oldest.size());
            if (!oldest.retired()) {
                return;
            }
            file.release(oldest);
        }
    }

    void restart() throws IOException {
        Path state = directory.resolve("state.json");
        new PositionFile(state, time).save(log, file.remember());
        file.close();
        file = follow(new PositionFile(state, time).of(log));
    }

    void write(Path path, String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    Path rotated(int number) {
        return directory.resolve("app.log." + number);
    }

    void assertRead(String text) {
        assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo(text);
    }
}
