package io.heartbeat.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what one reading finds, so that a person sees all of it at once. Not thread-safe. */
final class Findings {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private int keys;

    void problem(Place place, String path, String message) {
        add(problems, new Problem(place.file(), place.line(), path, message));
    }

    void warning(Place place, String path, String message) {
        add(warnings, new Problem(place.file(), place.line(), path, message));
    }

    void countKey() {
        keys++;
    }

    int keys() {
        return keys;
    }

    /** Problems in the order of the file, those without a line last. */
    List<Problem> problems() {
        return sorted(problems);
    }

    List<Problem> warnings() {
        return sorted(warnings);
    }

    private static List<Problem> sorted(List<Problem> found) {
        return found.stream()
                .sorted(Comparator.comparingInt(p -> p.line() == 0 ? Integer.MAX_VALUE : p.line()))
                .toList();
    }

    private static void add(List<Problem> list, Problem problem) {
        if (!list.contains(problem)) {
            list.add(problem);
        }
    }
}
