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

    static Map<Record.Resource, List<Record>> of(List<Record> records) {
        Map<Record.Resource, List<Record>> all = new LinkedHashMap<>();
        records.forEach(record ->
                all.computeIfAbsent(record.resource(), r -> new ArrayList<>()).add(record));
        return all;
    }

    /** A resource's attributes; those of the configuration win. */
    static Map<String, Object> attributes(Record.Resource resource, Map<String, String> configured) {
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
