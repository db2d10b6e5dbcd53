package io.heartbeat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Schedule schedule = new Schedule(1000, 30_000);

    @Test
    void isDueAtItsMomentAndNotBefore() {
        assertThat(schedule.due(999)).isFalse();
        assertThat(schedule.due(1000)).isTrue();
    }

    @Test
    void lateMomentsDoNotPushTheOthersBack() {
        for (int i = 0; i < 1000; i++) {
            schedule.taken(schedule.next() + 700);
        }

        assertThat(schedule.next()).isEqualTo(1000 + 1000 * 30_000);
    }

    @Test
    void longPauseGivesOneMomentAndStartsTheRowAnew() {
        long woken = 1000 + 10 * 30_000 - 1;

        schedule.taken(woken);

        assertThat(schedule.next()).isEqualTo(woken + 30_000);
        assertThat(schedule.due(woken)).isFalse();
    }

    @Test
    void worksAcrossTheEndOfTheNumbers() {
        Schedule late = new Schedule(Long.MAX_VALUE - 10, 100);

        assertThat(late.due(Long.MAX_VALUE - 11)).isFalse();
        assertThat(late.due(Long.MIN_VALUE + 5)).isTrue();
    }

    @Test
    void periodOfNothingIsRefused() {
        assertThatThrownBy(() -> new Schedule(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
