package io.heartbeat.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hourly | 2026-11-21T07:36:05 | 2026-11-21T08:00",
                "hourly | 2026-11-21T08:00 | 2026-11-21T09:00",
                "daily | 2026-11-21T07:36:05 | 2026-11-22T00:00",
                "Midnight | 2026-11-21T07:36:05 | 2026-11-22T00:00",
                "weekly | 2026-11-21T07:36:05 | 2026-11-23T00:00",
                "monthly | 2026-11-21T07:36:05 | 2026-12-01T00:00",
                "yearly | 2026-11-21T07:36:05 | 2027-01-01T00:00",
                "annually | 2026-11-21T07:36:05 | 2027-01-01T00:00",
                "*/15 * * * * | 2026-11-21T07:36:05 | 2026-11-21T07:45",
                "5/20 * * * * | 2026-11-21T07:36:05 | 2026-11-21T07:45",
                "0 9-17/4 * * mon-fri | 2026-11-20T14:00 | 2026-11-20T17:00",
                "30 4 * feb sun | 2026-11-21T07:36:05 | 2027-02-07T04:30",
                "0 0 * * 7 | 2026-11-21T07:36:05 | 2026-11-22T00:00",
                "0 0 13 * 5 | 2026-11-21T07:36:05 | 2026-11-27T00:00",
                "0 0 13 * * | 2026-11-21T07:36:05 | 2026-12-13T00:00",
                "0 0 29 2 * | 2026-11-21T07:36:05 | 2028-02-29T00:00",
                "0,30 12,13 1,15 * * | 2026-11-21T07:36:05 | 2026-12-01T12:00",
            })
    void theNextMoment(String text, LocalDateTime after, LocalDateTime expected) {
        assertThat(Schedule.named(text, ZoneOffset.UTC).next(after.toInstant(ZoneOffset.UTC)))
                .isEqualTo(expected.toInstant(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@daily", "0 0 0 * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8",
                        "5-1 * * * *",
                "*/0 * * * *", "* * * foo *", "*-5 * * * *", "-1 * * * *", "1,,2 * * * *", "0 0 30 2 *", "sometimes", ""
            })
    void whatIsNoScheduleIsRefused(String text) {
        assertThatThrownBy(() -> Schedule.named(text, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("`");
    }

    @Test
    void aMinuteThatTheClockLeavesOutComesWhenItGoesOn() {
        Instant before = Instant.parse("2027-03-28T00:59:59Z");
        assertThat(Schedule.named("30 2 * * *", BERLIN).next(before)).isEqualTo("2027-03-28T01:30:00Z");
    }

    @Test
    void aMinuteThatTheClockShowsTwiceComesOnce() {
        Schedule half = Schedule.named("30 2 * * *", BERLIN);
        Instant first = half.next(Instant.parse("2026-10-24T12:00:00Z"));
        assertThat(first).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(half.next(first)).isAfter(first);
        Instant inTheRepeatedHour = Instant.parse("2026-10-25T01:10:00Z");
        assertThat(Schedule.named("*/5 * * * *", BERLIN).next(inTheRepeatedHour))
                .isEqualTo("2026-10-25T01:15:00Z");
    }
}
