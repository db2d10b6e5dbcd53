package io.heartbeat.pump.config;

import io.heartbeat.pump.filter.Match;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;

/**
 * All of the pump.
 *
 * @param logLevel what is logged at least
 * @param stateFile where cursors and counts are kept
 * @param statsd where metrics go; absent: nowhere
 * @param tags of every metric
 * @param match which entries pass, of all readers
 * @param geoDatabase of addresses, MaxMind's form; absent: no place is known
 * @param readers by name
 */
public record PumpSettings(
        Level logLevel,
        Path stateFile,
        Optional<StatsdSettings> statsd,
        Map<String, String> tags,
        Match match,
        Optional<Path> geoDatabase,
        Map<String, ReaderSettings> readers) {
    /** Where spools, dead letters and what senders keep lie: beside the state file. */
    public Path directory() {
        return stateFile.toAbsolutePath().getParent();
    }
}
