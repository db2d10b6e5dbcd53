package io.heartbeat.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.alert.AlertReason;
import io.heartbeat.threshold.Level;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** From a stored event to the receiver: in order, grouped, tried again, one channel never waiting for another. */
class DeliveryTest {
    private final Bureau bureau = new Bureau();

    @Test
    void newsOfHalfAMinuteGoTogetherInTheirOrder() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        assertThat(bureau.arrived("mail")).isEmpty();
        bureau.pass(20).fires(2, "db", Level.CRITICAL).turn();
        bureau.pass(9);
        assertThat(bureau.arrived("mail")).isEmpty();
        bureau.pass(1);
        assertThat(bureau.arrived("mail"))
                .containsExactly("ops@example.org: WARNING: web #1", "ops@example.org: CRITICAL: db #2");
        assertThat(bureau.boxes.get("mail").letters)
                .singleElement()
                .extracting(Letter::subject)
                .isEqualTo("2 alerts: 1 CRITICAL, 1 WARNING on 2 hosts");
    }

    @Test
    void anEndIsToldAlsoWhenTheBeginningWasStillWaitingForCompany() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        bureau.pass(5).resolves(1).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("mail"))
                .containsExactly("ops@example.org: WARNING: web #1", "ops@example.org: RECOVERED: web #1");
    }

    @Test
    void anEndWaitsForABeginningThatIsTriedAgain() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        for (int i = 0; i < 3; i++) {
            bureau.boxes.get("mail").answers.add(Outcome.retry(500, "later"));
        }
        bureau.pass(30).pass(8).resolves(1).turn();
        bureau.pass(15).pass(16);
        assertThat(bureau.boxes.get("mail").answers).isEmpty();
        assertThat(bureau.arrived("mail"))
                .as("the end is due, the beginning not yet")
                .isEmpty();
        bureau.pass(15);
        assertThat(bureau.arrived("mail"))
                .containsExactly("ops@example.org: WARNING: web #1", "ops@example.org: RECOVERED: web #1");
    }

    @Test
    void whatWasNeverAnnouncedHasNoEnd() {
        bureau.restart().fires(1, "web", Level.WARNING);
        bureau.happens(1, AlertReason.RESOLVED, Level.WARNING, Level.OK, false).turn();
        bureau.pass(60);
        assertThat(bureau.log()).containsExactly("fired ops@example.org sent 1");
    }

    @Test
    void whatIsSuppressedIsPlannedForNobodyAndTheOwedEndGoesToWhoHeardOfTheBeginning() {
        bureau.person("ann", "web", "owner", "mail").restart();
        bureau.fires(1, "web", Level.WARNING).pass(30).pass(30);
        bureau.roles.put("bob@web", "owner");
        bureau.people.put("bob", List.of(new Recipient("mail", Map.of("address", "bob"))));
        bureau.resolves(1, false).pass(30);
        assertThat(bureau.arrived("mail")).hasSize(2);
        bureau.happens(1, AlertReason.TOLD, Level.WARNING, Level.OK, true).pass(0);
        bureau.pass(30);
        assertThat(bureau.arrived("mail"))
                .endsWith("ops@example.org: RECOVERED: web #1", "user:ann: RECOVERED: web #1")
                .hasSize(4);
    }

    @Test
    void aNotifierThatLacksAClassCostsATryAndNotItsChannel() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        Mailbox box = bureau.boxes.get("mail");
        box.then = () -> {
            box.then = () -> {};
            throw new NoClassDefFoundError("some/Library");
        };
        bureau.pass(30).pass(60);
        assertThat(bureau.arrived("mail"))
                .as("told, although not known to be, and told again")
                .containsExactly("ops@example.org: WARNING: web #1", "ops@example.org: WARNING: web #1");
        assertThat(bureau.log()).containsExactly("fired ops@example.org sent 2");
    }

    @Test
    void aRetryWaitsAtLeastFiveSecondsAndLongerEachTime() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        Mailbox box = bureau.boxes.get("mail");
        box.answers.add(Outcome.retry(503, "away s3cret"));
        box.answers.add(Outcome.retry(503, "away"));
        bureau.pass(30).pass(4);
        assertThat(box.answers).hasSize(1);
        bureau.pass(4);
        assertThat(box.answers).isEmpty();
        assertThat(bureau.log()).containsExactly("fired ops@example.org pending 2");
        bureau.pass(9);
        assertThat(box.arrived).isEmpty();
        bureau.pass(7);
        assertThat(box.arrived).hasSize(1);
        assertThat(bureau.log()).containsExactly("fired ops@example.org sent 3");
        assertThat(bureau.metric("hbd_notifications_total", "mail", "retried")).isEqualTo(2);
        assertThat(bureau.metric("hbd_notifications_total", "mail", "sent")).isEqualTo(1);
        assertThat(bureau.metric("hbd_notifications_waiting", "mail")).isEqualTo(1);
        bureau.pass(5);
        assertThat(bureau.metric("hbd_notifications_waiting", "mail")).isZero();
    }

    @Test
    void secretsAreTakenOutOfAnAnswerBeforeItIsStored() throws SQLException {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        bureau.boxes.get("mail").answers.add(Outcome.refused(403, "the key s3cret is wrong"));
        bureau.pass(30);
        assertThat(bureau.outbox.log(Long.MAX_VALUE, Map.of(), 1))
                .singleElement()
                .extracting(Notification::answer)
                .isEqualTo("the key *** is wrong");
    }

    @Test
    void aChannelThatIsAskedToWaitWaitsAsAWholeAndNoOther() {
        bureau.box("chat", new Mailbox("room")).restart();
        bureau.fires(1, "web", Level.WARNING).turn();
        bureau.boxes.get("mail").answers.add(Outcome.retry(429, "slow down", Duration.ofSeconds(120)));
        bureau.pass(30).fires(2, "db", Level.WARNING).turn();
        bureau.pass(60);
        assertThat(bureau.arrived("mail")).isEmpty();
        assertThat(bureau.arrived("chat")).containsExactly("room: WARNING: web #1", "room: WARNING: db #2");
        bureau.pass(61);
        assertThat(bureau.arrived("mail")).hasSize(2);
    }

    @Test
    void whatIsRefusedIsNotTriedAgainAndSaid() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        bureau.boxes.get("mail").answers.add(Outcome.refused(400, "no"));
        bureau.pass(30).pass(3_600);
        assertThat(bureau.log()).containsExactly("fired ops@example.org failed 1");
        assertThat(bureau.metric("hbd_notifications_total", "mail", "failed")).isEqualTo(1);
        assertThat(bureau.metric("hbd_notification_letters_failed_total")).isEqualTo(1);
    }

    @Test
    void afterADayOneGivesUp() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        Mailbox box = bureau.boxes.get("mail");
        for (int i = 0; i < 200; i++) {
            box.answers.add(Outcome.retry(500, "away"));
        }
        bureau.pass(30);
        for (int i = 0; i < 30; i++) {
            bureau.pass(3_600);
        }
        assertThat(bureau.log()).singleElement().asString().startsWith("fired ops@example.org failed 2");
    }

    @Test
    void aReminderGoesToNobodyWhoStillWaitsForTheBeginning() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        bureau.boxes.get("mail").answers.add(Outcome.retry(500, "away"));
        bureau.pass(30).reminds(1).turn();
        bureau.pass(60).reminds(1).turn();
        bureau.pass(60);
        assertThat(bureau.arrived("mail"))
                .containsExactly("ops@example.org: WARNING: web #1", "ops@example.org: REMINDER (WARNING): web #1");
    }

    @Test
    void aChannelSendsNoFasterThanItMay() {
        bureau.boxes.clear();
        bureau.box("slow", new Mailbox("room"));
        for (int i = 0; i < 300; i++) {
            bureau.person("user" + i, "web", "monitor", "slow");
        }
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("slow")).hasSize(100);
        bureau.pass(1);
        assertThat(bureau.arrived("slow")).hasSize(110);
    }

    @Test
    void alertsFromBeforeTheFirstStartAreNoNews() {
        bureau.fires(1, "web", Level.WARNING);
        bureau.restart().pass(30).fires(2, "web", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("mail")).containsExactly("ops@example.org: WARNING: web #2");
    }

    @Test
    void aLetterHasAtMostFiftyPiecesOfNewsAndNoneIsLeftOut() {
        bureau.restart();
        for (int i = 1; i <= 120; i++) {
            bureau.fires(i, "web", Level.WARNING);
        }
        bureau.turn().pass(30);
        assertThat(bureau.boxes.get("mail").letters)
                .extracting(letter -> letter.items().size())
                .containsExactly(50, 50, 20);
        assertThat(bureau.arrived("mail")).doesNotHaveDuplicates().hasSize(120);
    }

    @Test
    void lettersOfOneAlertReferToThoseBefore() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        bureau.pass(30).worsens(1, Level.CRITICAL).turn();
        bureau.pass(30).resolves(1).turn();
        bureau.pass(30);
        List<Letter> letters = bureau.boxes.get("mail").letters;
        assertThat(letters).hasSize(3);
        assertThat(letters.get(0).references()).isEmpty();
        assertThat(letters.get(2).references())
                .containsExactly(letters.get(0).id(), letters.get(1).id());
    }

    @Test
    void aLetterRefersToNoMoreLettersThanAHeaderMayHold() {
        bureau.restart().fires(1, "web", Level.WARNING).turn().pass(30);
        for (int i = 0; i < 30; i++) {
            bureau.reminds(1).turn().pass(30);
        }
        List<String> ids =
                bureau.boxes.get("mail").letters.stream().map(Letter::id).toList();
        assertThat(ids).hasSize(31);
        assertThat(bureau.boxes.get("mail").letters.get(30).references()).isEqualTo(ids.subList(10, 30));
    }

    @Test
    void whatCannotBeMarkedIsMarkedWhenTheDatabaseIsBackWhateverCameOfIt() {
        AtomicBoolean away = new AtomicBoolean();
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        DataSource database = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, values) -> {
                    if (away.get()) {
                        throw new SQLException("away");
                    }
                    return method.invoke(h2, values);
                });
        Mailbox box = new Mailbox();
        Bureau office = new Bureau(database).box("mail", box).person("ann", "web", "owner", "mail");
        office.roles.put("ann@db", "owner");
        office.restart()
                .fires(1, "web", Level.WARNING)
                .fires(2, "db", Level.WARNING)
                .turn();
        office.roles.remove("ann@db");
        box.then = () -> away.set(true);
        assertThatThrownBy(() -> office.pass(30)).hasRootCauseMessage("away");

        away.set(false);
        office.turn();

        assertThat(office.log()).containsExactly("fired user:ann sent 1", "fired user:ann failed 1");
    }

    @Test
    void theLogIsKeptUntilTheEndOfTheAlertWasToldAndThenForAWhile() throws SQLException {
        bureau.restart()
                .fires(1, "web", Level.WARNING)
                .fires(2, "db", Level.WARNING)
                .turn();
        bureau.pass(30).resolves(2).turn();
        bureau.pass(30);
        Collection<String> before = bureau.log();
        assertThat(before).hasSize(3);
        assertThat(bureau.outbox.forgetBefore(bureau.time.wall().minusSeconds(3_600)))
                .isZero();
        assertThat(bureau.outbox.forgetBefore(bureau.time.wall().plusSeconds(1)))
                .isEqualTo(2);
        bureau.resolves(1).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("mail")).endsWith("ops@example.org: RECOVERED: web #1");
    }
}
