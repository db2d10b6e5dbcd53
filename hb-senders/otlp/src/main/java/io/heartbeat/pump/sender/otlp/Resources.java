package io.heartbeat.pump.sender.otlp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records by their resource, in the order of the first of each. */
final class Resources {
    /** Name of the instrumentation scope. */
    static final String SCOPE = "io.heartbeat.pump";

    private Resources() {}

    static Map<LogEntry.Resource, List<LogEntry>> of(List<LogEntry> records) {
        Map<LogEntry.Resource, List<LogEntry>> all = new LinkedHashMap<>();
        records.forEach(record ->
                all.computeIfAbsent(record.resource(), r -> new ArrayList<>()).add(record));
        return all;
    }

    /** A resource's attributes; those of the configuration win. */
    static Map<String, Object> attributes(LogEntry.Resource resource, Map<String, String> configured) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (!resource.host().isEmpty()) {
            attributes.put("host.name", resource.host());
        }
        if (!resource.service().isEmpty()) {
            attributes.put("service.name", resource.service());
        }
        attributes.putAll(configured);
        return attributes;
    }
}
