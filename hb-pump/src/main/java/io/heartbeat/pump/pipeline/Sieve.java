package io.heartbeat.pump.pipeline;

import io.heartbeat.pump.checkpoint.ReaderProgress;
import io.heartbeat.pump.config.ReaderSettings;
import io.heartbeat.pump.config.SenderSettings;
import io.heartbeat.pump.filter.GeoIp;
import io.heartbeat.pump.filter.Match;
import io.heartbeat.pump.filter.Search;
import io.heartbeat.pump.json.EntryView;
import io.heartbeat.pump.source.LogStream;
import java.util.Map;

/**
 * Decides on one entry after the other: secrets out, searches, matches, unit levels. What is counted, is counted once for the
 * reader, whichever of its lanes comes first; nothing is counted or kept before its secrets are out. For one thread.
 */
final class Sieve {
    private final ReaderSettings reader;
    private final SenderSettings sender;
    private final Match everywhere;
    private final ReaderProgress progress;
    private final ReaderMetrics metrics;
    private final GeoIp places;
    private final LogStream stream;
    private final EntryView view;
    private byte[][] redacted;

    Sieve(Lane.Parts parts, LogStream stream) {
        this.reader = parts.reader();
        this.sender = parts.sender();
        this.everywhere = parts.everywhere();
        this.progress = parts.readerProgress();
        this.metrics = parts.metrics();
        this.places = parts.places();
        this.stream = stream;
        this.view = new EntryView(stream);
    }

    /** Whether the entry that the stream stands on is for the sender. */
    boolean passes(Object place) {
        boolean first = progress.first(place, size());
        redact(first);
        return searched(first)
                && everywhere.passes(view)
                && reader.match().passes(view)
                && sender.levels().passes(view);
    }

    /** The values of MESSAGE fields without secrets; null when none had one. */
    byte[][] redacted() {
        return redacted;
    }

    private long size() {
        long size = 0;
        for (int i = 0; i < stream.size(); i++) {
            size += stream.length(i);
        }
        return size;
    }

    private void redact(boolean first) {
        redacted = null;
        view.redacted(null);
        if (reader.secrets().isEmpty()) {
            return;
        }
        for (int i = 0; i < stream.size(); i++) {
            if (stream.name(i).equals("MESSAGE")) {
                byte[] clean = reader.secrets().redact(stream.bytes(i), stream.offset(i), stream.length(i));
                if (clean != null) {
                    redacted = redacted == null ? new byte[stream.size()][] : redacted;
                    redacted[i] = clean;
                }
            }
        }
        view.redacted(redacted);
        if (redacted != null && first && reader.secretMetrics()) {
            metrics.count("journal.secret_filter_match", Map.of());
        }
    }

    private boolean searched(boolean first) {
        if (reader.searches().isEmpty()) {
            return true;
        }
        boolean found = false;
        for (Search search : reader.searches()) {
            long began = metrics.nanos();
            Map<String, String> groups = search.find(view);
            metrics.searched(search.name(), metrics.nanos() - began, reader.slowSearch());
            if (groups != null) {
                found = true;
                if (first) {
                    progress.hit(search.name());
                    metrics.count(search.name(), search.tags(groups, places));
                }
            }
        }
        return found;
    }
}
