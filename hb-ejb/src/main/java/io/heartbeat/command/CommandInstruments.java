package io.heartbeat.command;

import io.heartbeat.telemetry.Telemetry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the metrics say of commands. Thread-safe. */
final class CommandInstruments {
    private final Map<CommandState, LongAdder> states = new EnumMap<>(CommandState.class);
    private final LongAdder told;
    private final LongAdder results;
    private final LongAdder reports;

    CommandInstruments(Telemetry telemetry, CommandBook book) {
        Arrays.stream(CommandState.values())
                .forEach(state -> states.put(
                        state,
                        telemetry.counter(
                                "hbd_commands_total",
                                "Commands and upgrades by the states that they came into.",
                                "state",
                                state.label())));
        telemetry.gauge("hbd_commands_open", "Commands that wait for their host or its answer.", book::size);
        told = telemetry.counter(
                "hbd_command_frames_sent_total", "Signed frames with a command that left, repetitions among them.");
        results = telemetry.counter(
                "hbd_results_ignored_total", "Results that nobody waited for: unknown, told twice, or not signed.");
        reports = telemetry.counter(
                "hbd_agent_reports_ignored_total", "Reports of agents on what they may be asked that were not signed.");
    }

    void came(CommandState state) {
        states.get(state).increment();
    }

    void told() {
        told.increment();
    }

    void resultIgnored() {
        results.increment();
    }

    void reportIgnored() {
        reports.increment();
    }
}
