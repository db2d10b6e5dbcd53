package io.heartbeat.pump.config;

import io.heartbeat.pump.filter.Match;
import io.heartbeat.pump.filter.Search;
import io.heartbeat.pump.filter.Secrets;
import io.heartbeat.pump.source.LogSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One reader.
 *
 * @param name in the configuration
 * @param source where its entries come from
 * @param match which entries pass
 * @param searches what is looked for; with any of them, entries that none finds are dropped
 * @param secrets what is taken out of messages
 * @param secretMetrics whether messages with a secret are counted
 * @param slowSearch a search that takes longer is told by a metric
 * @param tags of all its metrics
 * @param bufferItems how many entries each of its senders may have in memory
 * @param bufferBytes how many bytes of them
 * @param senders by name
 */
public record ReaderSettings(
        String name,
        LogSource source,
        Match match,
        List<Search> searches,
        Secrets secrets,
        boolean secretMetrics,
        Duration slowSearch,
        Map<String, String> tags,
        int bufferItems,
        long bufferBytes,
        Map<String, SenderSettings> senders) {}
