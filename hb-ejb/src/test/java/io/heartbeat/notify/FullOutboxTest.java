package io.heartbeat.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.threshold.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** More news than a dead channel may keep waiting: what is left out is counted, and said once the channel is back. */
class FullOutboxTest {
    private final Bureau bureau = new Bureau();

    @Test
    void whatDoesNotFitIsCountedAndSaidAndEveryEndFollowsItsBeginning() {
        bureau.mostWaiting = 3;
        bureau.box("chat", new Mailbox("room")).restart();
        bureau.boxes.get("mail").answers.add(Outcome.retry(503, "away", Duration.ofHours(2)));
        bureau.fires(1, "web", Level.WARNING).turn();
        bureau.pass(30);
        for (int alert = 2; alert <= 9; alert++) {
            bureau.fires(alert, "web", alert == 7 ? Level.CRITICAL : Level.WARNING)
                    .turn();
            bureau.pass(60);
        }
        bureau.resolves(1).resolves(9).turn();
        assertThat(bureau.metric("hbd_notifications_left_out_total")).isEqualTo(6);
        assertThat(bureau.arrived("chat")).as("the other channel is as ever").hasSize(9);
        bureau.pass(7_200);
        assertThat(bureau.arrived("mail"))
                .containsExactly(
                        "ops@example.org: WARNING: web #2",
                        "ops@example.org: WARNING: web #3",
                        "ops@example.org: LEFT OUT: 6 more since 2026-01-02T03:06:35Z, too many to be told one by one;"
                                + " the console has them all",
                        "ops@example.org: WARNING: web #1",
                        "ops@example.org: RECOVERED: web #1");
        assertThat(bureau.boxes.get("mail").letters)
                .flatExtracting(Letter::items)
                .filteredOn(item -> item.occasion() == Occasion.LEFT_OUT)
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.level()).isEqualTo(Level.CRITICAL);
                    assertThat(item.value()).isEqualTo(6);
                });
        bureau.fires(10, "web", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("mail")).endsWith("ops@example.org: WARNING: web #10");
    }

    @Test
    void allOfOneTurnAreOneSum() {
        bureau.mostWaiting = 1;
        bureau.restart();
        for (int alert = 1; alert <= 9; alert++) {
            bureau.fires(alert, "web", alert == 5 ? Level.CRITICAL : Level.WARNING);
        }
        bureau.turn();
        assertThat(bureau.log())
                .containsExactly("fired ops@example.org pending 0", "left_out ops@example.org pending 0");
        bureau.pass(60);
        assertThat(bureau.arrived("mail"))
                .filteredOn(line -> line.contains("LEFT OUT: 8 more"))
                .hasSize(1);
    }

    @Test
    void aNewSumBeginsWhenTheOldOneIsOnItsWay() {
        bureau.mostWaiting = 1;
        bureau.restart();
        bureau.fires(1, "web", Level.WARNING).fires(2, "web", Level.WARNING).turn();
        bureau.boxes.get("mail").answers.add(Outcome.retry(500, "away"));
        bureau.pass(30).fires(3, "web", Level.WARNING).turn();
        assertThat(bureau.log())
                .containsExactly(
                        "fired ops@example.org pending 1",
                        "left_out ops@example.org pending 1",
                        "left_out ops@example.org pending 0");
        bureau.pass(60);
        assertThat(bureau.arrived("mail"))
                .filteredOn(line -> line.contains("LEFT OUT: 1 more"))
                .hasSize(2);
    }
}
