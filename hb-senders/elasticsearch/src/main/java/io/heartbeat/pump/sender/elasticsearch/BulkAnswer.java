package io.heartbeat.pump.sender.elasticsearch;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.JsonFields;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Marks the items of a batch by the status that the server gave each. */
final class BulkAnswer {
    /** Faults of an index or of rights, which pass, although their status speaks of the document. */
    private static final Set<String> PASSING = Set.of(
            "cluster_block_exception",
            "index_closed_exception",
            "index_not_found_exception",
            "security_exception",
            "unavailable_shards_exception");

    private static final int LONGEST = 300;

    private BulkAnswer() {}

    /**
     * Marks each.
     *
     * @param items that were sent, in this order
     * @return whether an index was not there
     * @throws IOException when the answer is not one for these items
     */
    static boolean settle(Batch batch, int[] items, byte[] body) throws IOException {
        Map<String, Object> answer = JsonFields.read(body);
        if (!(answer.get("items") instanceof List<?> results) || results.size() != items.length) {
            throw new IOException("the answer to a bulk of " + items.length + " is not one for each of them");
        }
        boolean lacking = false;
        for (int i = 0; i < items.length; i++) {
            Map<?, ?> result = result(results.get(i));
            lacking |= "index_not_found_exception".equals(error(result).get("type"));
            mark(batch, items[i], result);
        }
        return lacking;
    }

    private static void mark(Batch batch, int item, Map<?, ?> result) throws IOException {
        if (!(result.get("status") instanceof Long status)) {
            throw new IOException("an item of the answer to a bulk has no status");
        }
        if (status / 100 == 2 || status == 409) {
            batch.acknowledge(item);
            return;
        }
        Object type = error(result).get("type");
        String reason = "HTTP " + status + ": " + type + ": " + error(result).get("reason");
        reason = reason.length() > LONGEST ? reason.substring(0, LONGEST) + "…" : reason;
        if (status / 100 == 4 && status != 429 && status != 408 && !PASSING.contains(String.valueOf(type))) {
            batch.poison(item, reason);
        } else {
            batch.retry(item, reason);
        }
    }

    /** {@code {"create": {…}}}: what stands inside. */
    private static Map<?, ?> result(Object item) {
        return item instanceof Map<?, ?> action
                        && action.values().stream().findFirst().orElse(null) instanceof Map<?, ?> inside
                ? inside
                : Map.of();
    }

    private static Map<?, ?> error(Map<?, ?> result) {
        return result.get("error") instanceof Map<?, ?> error ? error : Map.of();
    }
}
