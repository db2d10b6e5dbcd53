package io.heartbeat.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import io.heartbeat.Stored;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.IntakeStarting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTagsTest {
    @TempDir
    private Path folder;

    private final HostRepository repository = new HostRepository();
    private final HostSettings settings =
            Configured.by("hosts: {web: {tags: [prod, shop]}, db: {}}", root -> HostSettings.from(root));
    private Stored stored;
    private HostTags tags;

    @BeforeEach
    void open() throws SQLException {
        stored = new Stored(folder);
        repository.entities = stored.entities();
        tags = new HostTags(settings, repository);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void thoseOfTheConsoleStandBesideThoseOfTheFileAlsoAfterARestart() {
        tags.put("web", List.of("rack 3", "prod"));
        tags.put("db", List.of("b", "a"));
        stored.forgetMemory();
        tags = new HostTags(settings, repository);
        tags.starting(new IntakeStarting());
        assertThat(tags.of("web")).containsExactly("prod", "rack 3", "shop");
        assertThat(tags.of("db")).containsExactly("a", "b");
        assertThat(tags.of("nobody")).isEmpty();
        assertThat(tags.configured("web")).containsExactly("prod", "shop");
    }

    @Test
    void thoseBeforeGoAndADroppedHostHasNone() {
        tags.put("db", List.of("a"));
        tags.put("db", List.of("b"));
        assertThat(tags.of("db")).containsExactly("b");
        tags.forgotten(new HostForgotten("db"));
        assertThat(tags.of("db")).isEmpty();
        assertThat(repository.tags()).isEmpty();
    }

    @Test
    void aTagThatCannotBeIsAProblemOfTheFile() {
        assertThat(Configured.problems("hosts: {web: {tags: ['<b>', ok]}}", root -> HostSettings.from(root)))
                .containsExactly("1: hosts.web.tags: a tag is 1 to 40 letters, digits and . _ : / -");
    }
}
