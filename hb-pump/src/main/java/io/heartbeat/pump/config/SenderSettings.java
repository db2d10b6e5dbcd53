package io.heartbeat.pump.config;

import io.heartbeat.pump.filter.FieldFilter;
import io.heartbeat.pump.filter.UnitLevels;
import io.heartbeat.pump.sender.SenderPlan;
import java.time.Duration;
import java.util.Map;

/**
 * One sender of a reader.
 *
 * @param name in the configuration
 * @param type its {@code output_type}
 * @param plan its own keys
 * @param filter which fields it gets
 * @param levels how severe the entries are that it gets
 * @param extras fields that are added, as JSON by name
 * @param interval how long entries are gathered
 * @param spoolBytes how much may lie on disk for it while the destination fails; 0 for none
 */
public record SenderSettings(
        String name,
        String type,
        SenderPlan plan,
        FieldFilter filter,
        UnitLevels levels,
        Map<String, String> extras,
        Duration interval,
        long spoolBytes) {}
