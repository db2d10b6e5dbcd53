package io.heartbeat.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.threshold.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people ask for: a try, a look at words, the log. */
class NotificationDeskTest {
    private final Bureau bureau =
            new Bureau().person("ann", "web", "owner", "mail").restart();
    private final NotificationDesk desk = desk();
    private final Channel mail = desk.channel("Mail").orElseThrow();

    @Test
    void aTryGoesOutAtOnceAndIsInTheLogWithoutSecrets() {
        bureau.boxes.get("mail").answers.add(Outcome.refused(403, "s3cret is wrong"));
        Receiver ops = desk.receiver(mail, null).orElseThrow();
        NotificationDesk.Tried tried = desk.test(mail, ops, "ann").orElseThrow();
        assertThat(tried.outcome()).isEqualTo(Outcome.refused(403, "*** is wrong"));
        bureau.time.pass(Duration.ofSeconds(1));
        assertThat(desk.test(mail, ops, "ann").orElseThrow().outcome().kind()).isEqualTo(Outcome.Kind.SENT);
        assertThat(bureau.arrived("mail"))
                .containsExactly("ops@example.org: TEST: Heartbeat can tell you, as ann wanted to know");
        assertThat(bureau.log()).containsExactly("test ops@example.org failed 1", "test ops@example.org sent 1");
        assertThat(desk.log(Long.MAX_VALUE, null, "mail", DeliveryState.FAILED, 10)
                        .orElseThrow())
                .singleElement()
                .extracting(Notification::answer)
                .isEqualTo("*** is wrong");
    }

    @Test
    void oneTryOfAChannelAtATime() {
        Receiver ops = desk.receiver(mail, null).orElseThrow();
        Optional<?>[] second = new Optional<?>[1];
        bureau.boxes.get("mail").then = () -> second[0] = desk.test(mail, ops, "bob");
        assertThat(desk.test(mail, ops, "ann")).isPresent();
        assertThat(second[0]).isEmpty();
    }

    @Test
    void aPreviewIsWhatTheChannelWouldSay() {
        bureau.fires(7, "web", Level.CRITICAL);
        Preview preview = desk.preview(mail, new Wording("{{count}} x", null, "<i>{{title}}</i>"), List.of(7L));
        Letter letter = preview.letter();
        assertThat(letter.subject()).isEqualTo("1 x");
        assertThat(letter.text()).isEqualTo("CRITICAL: web - cpu_monitor.cpu_percent");
        assertThat(letter.html()).isEqualTo("<i>CRITICAL: web - cpu_monitor.cpu_percent</i>");
        assertThat(desk.preview(mail, Wording.NONE, List.of()).letter().subject())
                .isEqualTo("WARNING: web - cpu_monitor.cpu_percent = 85.0");
        assertThatThrownBy(() -> desk.preview(mail, new Wording("{{titel}}", null, null), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("subject: line 1: there is no `titel`; a letter has title, count,");
        assertThatThrownBy(() -> desk.preview(mail, new Wording(null, "a\nb\n{{#items}}", null), List.of()))
                .hasMessageStartingWith("text: ");
        assertThat(bureau.arrived("mail")).isEmpty();
    }

    @Test
    void theLogIsFilteredAndPaged() {
        bureau.fires(1, "web", Level.WARNING).fires(2, "db", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(log(Long.MAX_VALUE, "db")).containsExactly("WARNING: db #2");
        List<Notification> newest =
                desk.log(Long.MAX_VALUE, null, null, null, 1).orElseThrow();
        assertThat(log(newest.get(0).id(), null))
                .hasSize(2)
                .doesNotContain(newest.get(0).text());
        assertThat(desk.channels()).singleElement().satisfies(view -> assertThat(view.receivers())
                .contains("ops@example.org"));
    }

    @Test
    void aDozenTestsGoAtOnceAndThenOneEachFiveSeconds() {
        for (int test = 0; test < 12; test++) {
            assertThat(desk.mayTest("ann")).isTrue();
        }
        assertThat(desk.mayTest("ann")).isFalse();
        assertThat(desk.mayTest("bob")).isTrue();
        bureau.time.pass(Duration.ofSeconds(5));
        assertThat(desk.mayTest("ann")).isTrue();
        assertThat(desk.mayTest("ann")).isFalse();
    }

    @Test
    void theLogSaysACodeOnce() {
        assertThat(Outcome.retry(454, "454 TLS currently unavailable").said())
                .isEqualTo("454 TLS currently unavailable");
        assertThat(Outcome.refused(403, "invalid token").said()).isEqualTo("403 invalid token");
        assertThat(Outcome.retry(0, "no answer").said()).isEqualTo("no answer");
    }

    private List<String> log(long before, String host) {
        return desk.log(before, host, null, null, 10).orElseThrow().stream()
                .map(Notification::text)
                .toList();
    }

    private NotificationDesk desk() {
        NotifyThreads threads = new NotifyThreads() {
            @Override
            PostOffice office() {
                return bureau.office;
            }

            @Override
            NotifySettings settings() {
                return bureau.office.settings();
            }
        };
        return new NotificationDesk(threads, bureau, bureau, bureau.outbox, bureau.time);
    }
}
