package io.heartbeat.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.SteppedTime;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.threshold.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is told, when, and what happens when the database does not take it. */
class AlertWriterTest {
    private final SteppedTime time = new SteppedTime();
    private final Telemetry telemetry = new Telemetry(time);
    private final List<String> order = new ArrayList<>();
    private final AlertBook book =
            new AlertBook(new Suppressions(new AlertSettings(Map.of(), Map.of())), alert -> alert, Duration.ofHours(1));
    private int failures;
    private boolean deaf;
    private final AlertWriter writer = new AlertWriter(book, this::store, audience(), time, telemetry);

    @Test
    void nobodyHearsOfWhatIsNotStored() throws InterruptedException {
        writer.judge(down("web"));
        assertThat(order).isEmpty();
        writer.turn(0);
        assertThat(order).containsExactly("store 1", "told web");
        assertThat(writer.stored()).hasSize(1);
    }

    @Test
    void aBatchThatFailsIsStoredAgainAsItIs() throws InterruptedException {
        failures = 2;
        writer.judge(down("web"));
        writer.judge(down("db"));
        writer.turn(0);
        assertThat(order).containsExactly("failed 2", "failed 2", "again 2", "told web", "told db");
        assertThat(counted("hbd_alert_store_failures_total")).isEqualTo(2);
    }

    @Test
    void anAnswerComesWhenItIsStored() throws InterruptedException {
        writer.judge(down("web"));
        CompletableFuture<Optional<Alert>> answer = writer.ask(
                batch -> book.acknowledge(1, new Acknowledgement("ann", "", time.wall()), "ann", time.wall(), batch));
        assertThat(answer).isNotDone();
        writer.turn(0);
        assertThat(answer.join()).isPresent();
        assertThat(order).containsExactly("store 2", "told web", "told web");
    }

    @Test
    void noAnswerComesWhenTheServerStopsBeforeItIsStored() throws InterruptedException {
        writer.judge(down("web"));
        CompletableFuture<Optional<Alert>> answer = writer.ask(
                batch -> book.acknowledge(1, new Acknowledgement("ann", "", time.wall()), "ann", time.wall(), batch));
        failures = 1;
        writer.stop();
        writer.turn(0);
        assertThat(order).containsExactly("failed 2");
        assertThat(answer).isNotDone();
    }

    @Test
    void whoThrowsCostsNothingElse() throws InterruptedException {
        deaf = true;
        CompletableFuture<Integer> broken = writer.ask(batch -> {
            throw new IllegalStateException("broken");
        });
        writer.judge(down("web"));
        CompletableFuture<Integer> answer = writer.ask(batch -> 7);
        writer.turn(0);
        assertThat(broken).isNotDone();
        assertThat(answer.join()).isEqualTo(7);
        assertThat(writer.stored()).hasSize(1);
    }

    @Test
    void alertsAreBounded() throws InterruptedException {
        for (int i = 0; i <= AlertBook.MOST; i++) {
            writer.judge(down("host-" + i));
            if (i % 50_000 == 0) {
                writer.drain();
            }
        }
        writer.drain();
        assertThat(writer.stored()).hasSize(AlertBook.MOST);
        assertThat(counted("hbd_alerts_refused_total")).isEqualTo(1);
    }

    @Test
    void whatFindsNoRoomIsCountedAndAskedForAgain() throws InterruptedException {
        for (int i = 0; i < 100_001; i++) {
            writer.tell(batch -> {});
        }
        assertThat(counted("hbd_alert_judgements_dropped_total")).isEqualTo(1);
        assertThat(order).isEmpty();
        writer.drain();
        assertThat(order).containsExactly("missed");
    }

    private void store(Batch batch, boolean again) {
        if (failures > 0) {
            failures--;
            order.add("failed " + batch.events().size());
            throw new IllegalStateException("no database");
        }
        order.add((again ? "again " : "store ") + batch.events().size());
    }

    private AlertWriter.Audience audience() {
        return new AlertWriter.Audience() {
            @Override
            public void changed(AlertChanged event) {
                if (deaf) {
                    throw new IllegalStateException("deaf");
                }
                order.add("told " + event.alert().host());
            }

            @Override
            public void missed() {
                order.add("missed");
            }
        };
    }

    private Judgement down(String host) {
        return new Judgement(
                host,
                Alert.HEARTBEAT,
                Origin.HOST,
                Level.CRITICAL,
                Double.NaN,
                Double.NaN,
                false,
                "silent",
                null,
                time.wall());
    }

    private double counted(String name) {
        return telemetry.instruments().stream()
                .filter(instrument -> instrument.name().equals(name))
                .mapToDouble(instrument -> instrument.value().getAsDouble())
                .sum();
    }
}
