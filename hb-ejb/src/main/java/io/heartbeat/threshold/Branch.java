package io.heartbeat.threshold;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Thresholds below one key, as a tree; {@code *} stands for every key that is not named beside it. Built once, then only
 * read.
 */
final class Branch {
    private static final String ANY = "*";

    private final Map<String, Branch> named = new LinkedHashMap<>();
    private Branch any;
    private Threshold threshold;

    /** Puts a threshold at the end of a path; what is there already goes. */
    void put(List<String> path, Threshold limits) {
        if (path.isEmpty()) {
            threshold = limits;
            return;
        }
        child(path.get(0)).put(path.subList(1, path.size()), limits);
    }

    private Branch child(String key) {
        if (key.equals(ANY)) {
            any = any == null ? new Branch() : any;
            return any;
        }
        return named.computeIfAbsent(key, k -> new Branch());
    }

    /** Lets what stands under {@code *} hold under the named keys too, unless they say otherwise. Once, at the end. */
    void settle() {
        if (any != null) {
            named.values().forEach(branch -> branch.inherit(any));
            any.settle();
        }
        named.values().forEach(Branch::settle);
    }

    private void inherit(Branch below) {
        threshold = threshold == null ? below.threshold : threshold;
        if (below.any != null) {
            child(ANY).inherit(below.any);
        }
        below.named.forEach((key, branch) -> child(key).inherit(branch));
    }

    Map<String, Branch> named() {
        return named;
    }

    /** What holds under keys that are not named, or null. */
    Branch any() {
        return any;
    }

    /** The limits of the value right here, or null. */
    Threshold threshold() {
        return threshold;
    }

    /** Whether anything is below. */
    boolean leads() {
        return any != null || !named.isEmpty();
    }

    /** What holds under this key, or null. */
    Branch at(String key) {
        return named.getOrDefault(key, any);
    }
}
