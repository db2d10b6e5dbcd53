package io.heartbeat.journal;

import io.heartbeat.telemetry.Telemetry;

/** What the journal shows of itself to Prometheus. */
record JournalInstruments(Recorder recorder, Selection selection) {
    void register(Telemetry telemetry) {
        lines(telemetry);
        file(telemetry);
    }

    private void lines(Telemetry telemetry) {
        telemetry.total("hbd_journal_lines_total", "Lines written to the message journal.", recorder.writer()::lines);
        telemetry.total(
                "hbd_journal_written_bytes_total", "Bytes written to the message journal.", recorder.writer()::bytes);
        for (Drop reason : Drop.values()) {
            telemetry.total(
                    "hbd_journal_lines_dropped_total",
                    "Lines of the message journal that were lost.",
                    () -> recorder.dropped(reason),
                    "reason",
                    reason.label());
        }
        String skipped = "hbd_journal_lines_skipped_total";
        String help = "Messages that were left out of the journal on purpose.";
        telemetry.total(skipped, help, selection::otherTypes, "reason", "type");
        telemetry.total(skipped, help, selection::duplicates, "reason", "duplicate");
    }

    private void file(Telemetry telemetry) {
        telemetry.gauge(
                "hbd_journal_buffers_waiting",
                "Full buffers of 256 KiB that wait for the journal's disk.",
                recorder::waiting);
        telemetry.gauge("hbd_journal_size_bytes", "Bytes in the file that grows.", () -> recorder.file()
                .size());
        telemetry.total("hbd_journal_rotations_total", "Rotations of the message journal.", () -> recorder.file()
                .rotations());
        telemetry.total("hbd_journal_alarms_total", "How often the journal's disk began to fail.", () -> recorder.file()
                .alarms());
        telemetry.gauge(
                "hbd_journal_alarm",
                "1 while the message journal cannot be written, else 0.",
                () -> recorder.alarm().isPresent() ? 1 : 0);
        telemetry.gauge(
                "hbd_journal_upkeep_failing",
                "1 while backups cannot be compressed, signed or deleted, else 0.",
                () -> recorder.file().upkeepProblem().isPresent() ? 1 : 0);
    }
}
