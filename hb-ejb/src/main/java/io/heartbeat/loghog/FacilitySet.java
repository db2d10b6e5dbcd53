package io.heartbeat.loghog;

import io.heartbeat.rolling.Schedule;
import io.heartbeat.settings.Section;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All facilities, found by application and module: the longest one that the module begins with. Immutable. */
public final class FacilitySet {
    private static final int MOST_BACKUPS = 1_000_000;

    private final Map<String, Map<List<String>, Facility>> applications;

    private FacilitySet(Map<String, Map<List<String>, Facility>> applications) {
        this.applications = applications;
    }

    static FacilitySet none() {
        return new FacilitySet(Map.of());
    }

    /** Reads sections {@code app}, {@code app:} and {@code app:module}; a module inherits from its application. */
    static FacilitySet from(Map<String, Section> sections, ZoneId zone) {
        Map<String, Map<List<String>, Facility>> found = new LinkedHashMap<>();
        Map<String, Facility> roots = new HashMap<>();
        sections.forEach((title, section) -> {
            if (after(title).isEmpty()) {
                Facility facility = facility(before(title), List.of(), section, null, zone);
                roots.put(before(title), facility);
                found.computeIfAbsent(before(title), name -> new HashMap<>()).put(List.of(), facility);
            }
        });
        sections.forEach((title, section) -> {
            String application = before(title);
            if (after(title).isEmpty()) {
                return;
            }
            if (!roots.containsKey(application)) {
                section.problem(
                        "", "the application " + application + " has no root facility; add a section " + application);
            }
            List<String> module = parts(after(title));
            found.computeIfAbsent(application, name -> new HashMap<>())
                    .put(module, facility(application, module, section, roots.get(application), zone));
        });
        return new FacilitySet(found);
    }

    private static String before(String title) {
        int colon = title.indexOf(':');
        return (colon < 0 ? title : title.substring(0, colon)).strip();
    }

    private static String after(String title) {
        int colon = title.indexOf(':');
        return colon < 0 ? "" : title.substring(colon + 1).strip();
    }

    private static Facility facility(
            String application, List<String> module, Section section, Facility root, ZoneId zone) {
        if (application.isEmpty()) {
            section.problem("", "must begin with the name of an application");
        }
        long maxSize = section.bytes("max_size", root == null ? 0 : root.maxSize());
        boolean own = section.has("secret") || section.has("secret_file");
        return new Facility(
                application,
                module,
                rotate(section, maxSize, zone),
                backupCount(section),
                maxSize,
                own ? section.secret("secret").orElse("") : root == null ? "" : root.secret(),
                section.flag("file_per_host", root != null && root.filePerHost()),
                section.integer("flush_every", root == null ? 1 : root.flushEvery(), 1, MOST_BACKUPS),
                section.flag("multiline", root != null && root.multiline()),
                section.flag("require_sha256", root != null && root.requireSha256()));
    }

    private static int backupCount(Section section) {
        if (!section.has("backup_count")) {
            section.problem("backup_count", "is required: how many rotated files are kept, such as 14");
        }
        return section.integer("backup_count", 1, 1, MOST_BACKUPS);
    }

    private static String rotate(Section section, long maxSize, ZoneId zone) {
        String rotate = section.text("rotate", "").strip();
        if (!section.has("rotate")) {
            section.problem("rotate", "is required: size, hourly, daily, weekly, monthly, yearly or a crontab line");
        } else if (rotate.equals(Facility.BY_SIZE)) {
            if (maxSize == 0) {
                section.problem("rotate", "is size, which needs max_size, such as 10MiB");
            }
        } else {
            try {
                Schedule.named(rotate, zone);
                return rotate;
            } catch (IllegalArgumentException none) {
                section.problem("rotate", none.getMessage() + "; or size, with max_size");
            }
        }
        return Facility.BY_SIZE;
    }

    /** The parts of a module: {@code root} in front and empty ones left out. */
    static List<String> parts(String module) {
        List<String> all = new ArrayList<>(Arrays.asList(module.strip().split("\\.", -1)));
        if (all.get(0).equals(Facility.ROOT)) {
            all.remove(0);
        }
        all.removeIf(String::isEmpty);
        return List.copyOf(all);
    }

    /** The facility of a message, null for an application that nobody configured. */
    Facility find(String application, String module) {
        Map<List<String>, Facility> modules = applications.get(application);
        if (modules == null) {
            return null;
        }
        List<String> parts = parts(module);
        for (int length = parts.size(); length > 0; length--) {
            Facility facility = modules.get(parts.subList(0, length));
            if (facility != null) {
                return facility;
            }
        }
        return modules.get(List.of());
    }

    Stream<Facility> all() {
        return applications.values().stream().map(Map::values).flatMap(Collection::stream);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FacilitySet set && applications.equals(set.applications);
    }

    @Override
    public int hashCode() {
        return applications.hashCode();
    }

    @Override
    public String toString() {
        return "FacilitySet" + applications.keySet();
    }
}
