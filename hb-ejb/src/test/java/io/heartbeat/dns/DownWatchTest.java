package io.heartbeat.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.dns.DownSettings.OnDown;
import io.heartbeat.dns.DownWatch.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownWatchTest {
    private static final long MINUTE = 60_000;

    private final DownSettings settings =
            new DownSettings(OnDown.DELETE, Duration.ofMinutes(5), 3, Duration.ofHours(1), 0.2, Duration.ofMinutes(5));
    private final DownWatch watch = new DownWatch(settings, 0);
    private long now;

    @BeforeEach
    void aWindowAfterTheStart() {
        now = 60 * MINUTE;
    }

    @Test
    void aHostIsRipeAfterItsTimeAndGoes() {
        watch.down("web", now);
        assertThat(watch.ripe(now + 5 * MINUTE - 1)).isEmpty();
        assertThat(watch.ripe(now + 5 * MINUTE)).containsExactly("web");
        assertThat(watch.judge("web", now + 5 * MINUTE, 10).answer()).isEqualTo(Answer.DELETE);
    }

    @Test
    void oneThatIsBackIsNotAskedAbout() {
        watch.down("web", now);
        assertThat(watch.back("web")).isTrue();
        assertThat(watch.ripe(now + 60 * MINUTE)).isEmpty();
    }

    @Test
    void nothingGoesBeforeTheServerHasLookedForAWindow() {
        watch.down("web", 30 * MINUTE);
        assertThat(watch.judge("web", 59 * MINUTE, 10).answer()).isEqualTo(Answer.WAIT);
        assertThat(watch.judge("web", 60 * MINUTE, 10).answer()).isEqualTo(Answer.DELETE);
    }

    @Test
    void oneThatFlapsWaitsUntilItHasBeenCalmForAWindow() {
        for (int i = 0; i < 3; i++) {
            watch.down("web", now + 10L * i * MINUTE);
            watch.back("web");
        }
        watch.down("web", now + 30 * MINUTE);
        assertThat(watch.judge("web", now + 35 * MINUTE, 10))
                .isEqualTo(new DownWatch.Verdict(Answer.WAIT, "flapping", "down 3 times within the window"));
        assertThat(watch.judge("web", now + 70 * MINUTE, 10).answer()).isEqualTo(Answer.DELETE);
    }

    @Test
    void whenManyVanishAtOnceAllKeepTheirs() {
        watch.down("a", now);
        watch.down("b", now + 5 * MINUTE);
        assertThat(watch.judge("a", now + 10 * MINUTE, 10))
                .isEqualTo(
                        new DownWatch.Verdict(Answer.KEEP, "mass", "2 of 10 hosts went down at about the same time"));
        assertThat(watch.judge("a", now + 10 * MINUTE, 11).answer()).isEqualTo(Answer.DELETE);
        assertThat(watch.judge("b", now + 10 * MINUTE, 10).answer()).isEqualTo(Answer.KEEP);
    }

    @Test
    void whoIsMissedLaterWhileTheOthersAreAwayKeepsItsToo() {
        watch.down("a", now);
        watch.down("b", now);
        watch.judge("a", now + 5 * MINUTE, 10);
        watch.judge("b", now + 5 * MINUTE, 10);
        watch.decided("a");
        watch.decided("b");
        watch.down("seldom", now + 60 * MINUTE);
        assertThat(watch.judge("seldom", now + 65 * MINUTE, 10).answer()).isEqualTo(Answer.KEEP);

        watch.back("a");
        watch.back("b");
        watch.back("seldom");
        watch.down("c", now + 120 * MINUTE);
        assertThat(watch.judge("c", now + 125 * MINUTE, 10).answer())
                .as("they are back")
                .isEqualTo(Answer.DELETE);
    }

    @Test
    void theOnlyHostIsNotMany() {
        watch.down("web", now);
        assertThat(watch.judge("web", now + 5 * MINUTE, 1).answer()).isEqualTo(Answer.DELETE);
    }
}
