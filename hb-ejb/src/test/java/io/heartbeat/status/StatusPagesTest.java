package io.heartbeat.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.SteppedTime;
import io.heartbeat.Stored;
import io.heartbeat.ingest.IntakeStarting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusPagesTest {
    @TempDir
    private Path folder;

    private final SteppedTime time = new SteppedTime();
    private final IncidentRepository repository = new IncidentRepository();
    private Stored stored;
    private StatusPages pages;

    @BeforeEach
    void open() throws SQLException {
        stored = new Stored(folder);
        repository.entities = stored.entities();
        pages = new StatusPages(StatusSettings.NONE, repository, time);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    /** The same database, and nothing in memory. */
    private void restart() {
        stored.forgetMemory();
        pages = new StatusPages(StatusSettings.NONE, repository, time);
        pages.starting(new IntakeStarting());
    }

    private Incident open(String page, String title) {
        return pages.open(page, title, Impact.MAJOR, Stage.INVESTIGATING, "We look.", "ada")
                .orElseThrow();
    }

    @Test
    void whatWasSaidStaysInItsOrderAlsoAfterARestart() {
        long id = open("main", "Slow").id();
        time.pass(Duration.ofMinutes(5));
        pages.say("main", id, Stage.IDENTIFIED, "A disk.", "bob");
        time.pass(Duration.ofMinutes(5));
        pages.say("main", id, Stage.RESOLVED, "Replaced.", "ada");
        Incident before = pages.incident("main", id).orElseThrow();
        restart();
        Incident after = pages.incident("main", id).orElseThrow();
        assertThat(after).isEqualTo(before);
        assertThat(after.notes()).extracting(Incident.Note::text).containsExactly("We look.", "A disk.", "Replaced.");
        assertThat(after.stage()).isEqualTo(Stage.RESOLVED);
        assertThat(after.resolvedAt()).isEqualTo(time.wall());
    }

    @Test
    void anIncidentThatComesBackIsOpenAgain() {
        long id = open("main", "Slow").id();
        pages.say("main", id, Stage.RESOLVED, "Fine.", null);
        pages.say("main", id, Stage.INVESTIGATING, "Not at all.", null);
        restart();
        assertThat(pages.incident("main", id).orElseThrow().resolvedAt()).isNull();
    }

    @Test
    void aPageShowsItsOwnNewestFirstForThirtyDaysAfterTheirEnd() {
        long first = open("main", "First").id();
        open("other", "Elsewhere");
        open("main", "Second");
        pages.say("main", first, Stage.RESOLVED, "Over.", null);
        assertThat(pages.incidents("main")).extracting(Incident::title).containsExactly("Second", "First");
        assertThat(pages.incident("other", first)).isEmpty();
        time.pass(Duration.ofDays(31));
        assertThat(pages.incidents("main")).extracting(Incident::title).containsExactly("Second");
        restart();
        assertThat(pages.incidents("main")).extracting(Incident::title).containsExactly("Second");
    }

    @Test
    void neitherIncidentsNorWordsGrowWithoutEnd() {
        long id = open("main", "0").id();
        for (int i = 1; i < StatusPages.MOST; i++) {
            open("main", String.valueOf(i));
            pages.say("main", id, Stage.MONITORING, "still " + i, null);
        }
        assertThat(pages.open("main", "more", Impact.NONE, Stage.MONITORING, "x", null))
                .isEmpty();
        assertThat(pages.open("other", "more", Impact.NONE, Stage.MONITORING, "x", null))
                .isPresent();
        assertThat(pages.say("main", id, Stage.MONITORING, "x", null)).isEmpty();
        assertThat(pages.incident("main", id).orElseThrow().notes()).hasSize(StatusPages.MOST);
        assertThat(pages.say("main", id, Stage.RESOLVED, "x", null)).isPresent();
    }

    @Test
    void whatIsTakenAwayIsGone() {
        long id = open("main", "Oops").id();
        pages.remove(id);
        assertThat(pages.incidents("main")).isEmpty();
        restart();
        assertThat(pages.incidents("main")).isEmpty();
        assertThat(pages.say("main", id, Stage.RESOLVED, "x", null)).isEmpty();
    }
}
