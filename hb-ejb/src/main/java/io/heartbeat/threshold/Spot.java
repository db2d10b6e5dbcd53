package io.heartbeat.threshold;

import io.heartbeat.protocol.JsonWalk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One key of a host's reports at which, or below which, something is judged: the place where a walk along a report and the
 * thresholds meet. Made when its key first comes, and kept. Under the host's lane.
 */
final class Spot {
    private static final int MOST_ELEMENTS = 1_024;

    private final Keys<Spot> below = new Keys<>();
    private List<Spot> elements = List.of();
    private final Branch branch;
    private final List<String> path;
    private final Room room;
    private Cell cell;

    /** What a host may still take up. */
    interface Room {
        /** Whether one more place fits; counts it. */
        boolean take();

        /** The cell of a metric. */
        Cell cell(List<String> path, Threshold threshold);
    }

    Spot(Branch branch, List<String> path, Room room) {
        this.branch = branch;
        this.path = path;
        this.room = room;
        branch.named().forEach((key, inner) -> below.add(key, new Spot(inner, longer(key), room)));
    }

    /** Takes the value that comes: notes its number, or looks into it. */
    void take(JsonWalk walk) {
        if (walk.open()) {
            while (walk.next()) {
                Spot next = walk.inObject() ? member(walk) : element(walk);
                if (next == null) {
                    walk.skip();
                } else {
                    next.take(walk);
                }
            }
        } else if (branch.threshold() == null) {
            walk.skip();
        } else {
            note(walk.number());
        }
    }

    private void note(double number) {
        if (cell == null) {
            cell = room.cell(path, branch.threshold());
        }
        cell.found = number;
        cell.came = true;
    }

    private Spot member(JsonWalk walk) {
        Spot known = below.get(walk.key(), walk.keyStart(), walk.keyEnd());
        if (known != null || !anyFits(walk)) {
            return known;
        }
        byte[] key = Arrays.copyOfRange(walk.key(), walk.keyStart(), walk.keyEnd());
        Spot fresh = new Spot(branch.any(), longer(new String(key, StandardCharsets.UTF_8)), room);
        below.add(key, fresh);
        return fresh;
    }

    /** In an array the keys are 0, 1, 2 … */
    private Spot element(JsonWalk walk) {
        int index = walk.index();
        if (index < elements.size()) {
            return elements.get(index);
        }
        if (index > elements.size() || index >= MOST_ELEMENTS) {
            return null;
        }
        if (elements.isEmpty()) {
            elements = new ArrayList<>();
        }
        String key = Integer.toString(index);
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        Spot spot = below.get(bytes, 0, bytes.length);
        elements.add(spot == null && anyFits(walk) ? new Spot(branch.any(), longer(key), room) : spot);
        return elements.get(index);
    }

    /** Whether a key that is not named is judged, or may lead to what is, and there is room for it. */
    private boolean anyFits(JsonWalk walk) {
        Branch any = branch.any();
        return any != null && (walk.atContainer() ? any.leads() : any.threshold() != null) && room.take();
    }

    private List<String> longer(String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
