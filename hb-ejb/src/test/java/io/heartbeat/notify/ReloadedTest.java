package io.heartbeat.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.threshold.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The configuration changes while news is on its way. */
class ReloadedTest {
    private final Bureau bureau = new Bureau();

    @Test
    void aChannelThatIsNewTellsFromNowOnAndOneThatStaysKeepsItsPause() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        bureau.boxes.get("mail").answers.add(Outcome.retry(429, "slow", Duration.ofSeconds(120)));
        bureau.pass(30).box("chat", new Mailbox("room")).reload();
        bureau.fires(2, "web", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("chat")).containsExactly("room: WARNING: web #2");
        assertThat(bureau.arrived("mail")).isEmpty();
        bureau.pass(91);
        assertThat(bureau.arrived("mail")).hasSize(2);
    }

    @Test
    void whatWaitsGoesOutByTheChannelAsItIsNow() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        Mailbox before = bureau.boxes.get("mail");
        bureau.box("mail", new Mailbox("ops@example.org")).reload().pass(30);
        assertThat(before.arrived).isEmpty();
        assertThat(bureau.arrived("mail")).containsExactly("ops@example.org: WARNING: web #1");
    }

    @Test
    void whatIsUnderWayWhileTheChannelChangesIsMarkedAndNotSentTwice() {
        bureau.restart().fires(1, "web", Level.WARNING).turn();
        Mailbox before = bureau.boxes.get("mail");
        before.then = () -> bureau.box("mail", new Mailbox("ops@example.org")).reload();
        bureau.pass(30).pass(60);
        assertThat(before.arrived).hasSize(1);
        assertThat(bureau.arrived("mail")).isEmpty();
        assertThat(bureau.log()).containsExactly("fired ops@example.org sent 1");
    }

    @Test
    void whatWaitsForAChannelThatIsNoMoreFailsInTheEndAndSaysSo() {
        bureau.box("chat", new Mailbox("room")).restart();
        bureau.fires(1, "web", Level.WARNING).turn();
        Mailbox chat = bureau.boxes.remove("chat");
        bureau.reload().pass(30).pass(3_600);
        assertThat(bureau.log()).contains("fired room pending 0");
        bureau.box("chat", chat).reload().pass(10);
        assertThat(chat.arrived).as("it is back in time").hasSize(1);
        bureau.fires(2, "web", Level.WARNING).turn();
        bureau.boxes.remove("chat");
        bureau.reload().pass(86_401).pass(10);
        assertThat(bureau.log()).contains("fired room failed 0");
        assertThat(bureau.metric("hbd_notifications_total", "chat", "failed")).isEqualTo(1);
    }

    @Test
    void routesHoldFromTheNextNewsOn() {
        bureau.person("ann", "web", "owner", "mail").restart();
        bureau.fires(1, "web", Level.WARNING).turn();
        bureau.routes("routes: [{name: a, users: [ann]}]").reload();
        bureau.fires(2, "web", Level.WARNING).turn();
        bureau.pass(30);
        assertThat(bureau.arrived("mail"))
                .containsExactlyInAnyOrder(
                        "ops@example.org: WARNING: web #1", "user:ann: WARNING: web #1", "user:ann: WARNING: web #2");
    }
}
