package io.heartbeat.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandBookTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final CommandBook book = new CommandBook();

    private static Command command(String id) {
        Task task = Task.command("uptime", List.of());
        return Command.queued(id, "web", task, "ann", NOW, NOW.plusSeconds(60));
    }

    private static Instant after(int seconds) {
        return NOW.plusSeconds(seconds);
    }

    @Test
    void isDueForItsOwnHostUntilItExpires() {
        book.add(command("1"));

        assertThat(book.due("web", after(60))).extracting(Command::id).containsExactly("1");
        assertThat(book.due("db", NOW)).isEmpty();
        assertThat(book.due("web", after(61))).isEmpty();
        assertThat(book.over(after(60))).isEmpty();
        assertThat(book.over(after(61))).extracting(Command::state).containsExactly(CommandState.EXPIRED);
        assertThat(book.size()).isZero();
    }

    @Test
    void isToldAgainUntilItsHostHasAnswered() {
        book.add(command("1"));
        Command due = book.due("web", after(1)).get(0);

        assertThat(book.told(due, after(1)).orElseThrow().sentAt()).isEqualTo(after(1));
        assertThat(book.due("web", after(5))).isEmpty();
        assertThat(book.due("web", after(6))).hasSize(1);
        assertThat(book.told(due, after(6))).isEmpty();
        assertThat(book.due("web", after(600)))
                .as("asks for the answer, for the agent begins nothing late")
                .hasSize(1);

        Command done = book.answered("web", "1", "ok", "fine", after(601)).orElseThrow();
        assertThat(done.state()).isEqualTo(CommandState.DONE);
        assertThat(done.sentAt()).isEqualTo(after(1));
        assertThat(done.output()).isEqualTo("fine");
        assertThat(book.answered("web", "1", "failed", "", after(602)))
                .as("the first answer counts")
                .isEmpty();
        assertThat(book.due("web", after(700))).isEmpty();
    }

    @Test
    void anAnswerOfAnotherHostIsNone() {
        book.add(command("1"));

        assertThat(book.answered("db", "1", "ok", "", NOW)).isEmpty();
        assertThat(book.answered("web", "2", "ok", "", NOW)).isEmpty();
        assertThat(book.size()).isEqualTo(1);
    }

    @Test
    void staysUnansweredAfterAQuarterOfAnHour() {
        book.add(command("1"));
        book.told(book.due("web", NOW).get(0), NOW);

        assertThat(book.over(NOW.plus(CommandBook.CURIOSITY))).isEmpty();
        assertThat(book.over(NOW.plus(CommandBook.CURIOSITY).plusSeconds(1)))
                .extracting(Command::state)
                .containsExactly(CommandState.UNANSWERED);
    }

    @Test
    void canBeTakenBackWhileItIsQueuedOnly() {
        book.add(command("1"));
        book.add(command("2"));
        book.told(command("1"), NOW);

        assertThat(book.cancel("web", "1")).isEmpty();
        assertThat(book.cancel("db", "2")).isEmpty();
        assertThat(book.cancel("web", "2").orElseThrow().state()).isEqualTo(CommandState.CANCELLED);
        assertThat(book.cancel("web", "2")).isEmpty();
    }

    @Test
    void aHostHasItsBoundAndTakesAFewAtOnceInTheirOrder() {
        for (int i = 0; i < CommandBook.MOST; i++) {
            assertThat(book.add(command("c" + i))).isTrue();
        }
        assertThat(book.full("web")).isTrue();
        assertThat(book.add(command("one more"))).isFalse();
        assertThat(book.due("web", NOW)).extracting(Command::id).containsExactly("c0", "c1", "c2", "c3");
        book.due("web", NOW).forEach(command -> book.told(command, NOW));
        assertThat(book.due("web", after(1))).extracting(Command::id).containsExactly("c4", "c5", "c6", "c7");
        assertThat(book.forget("web")).hasSize(CommandBook.MOST);
        assertThat(book.size()).isZero();
    }

    @Test
    void whatWasSentBeforeARestartIsToldAtTheNextChance() {
        book.restore(command("1").sent(NOW));

        assertThat(book.due("web", NOW.plus(Duration.ofMinutes(2)))).hasSize(1);
    }

    @Test
    void whatMayHaveLeftBeforeAKillIsAskedForThoughItExpired() {
        book.restore(command("1"));
        Instant late = NOW.plus(Duration.ofMinutes(2));

        assertThat(book.over(late)).isEmpty();
        Command due = book.due("web", late).get(0);
        assertThat(book.told(due, late).orElseThrow().state()).isEqualTo(CommandState.SENT);
        assertThat(book.answered("web", "1", "ok", "done before", late)
                        .orElseThrow()
                        .state())
                .isEqualTo(CommandState.DONE);
        book.restore(command("2"));
        assertThat(book.over(NOW.plus(CommandBook.CURIOSITY).plusSeconds(1)))
                .extracting(Command::state)
                .containsExactly(CommandState.UNANSWERED);
    }

    @Test
    void wordsOfAgentsHaveAMeaning() {
        assertThat(CommandState.of(null)).isEqualTo(CommandState.DONE);
        assertThat(CommandState.of("0")).isEqualTo(CommandState.DONE);
        assertThat(CommandState.of("timeout")).isEqualTo(CommandState.TIMEOUT);
        assertThat(CommandState.of("refused")).isEqualTo(CommandState.REFUSED);
        assertThat(CommandState.of("whatever")).isEqualTo(CommandState.FAILED);
    }
}
