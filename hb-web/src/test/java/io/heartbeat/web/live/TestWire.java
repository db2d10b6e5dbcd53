package io.heartbeat.web.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** A connection that remembers, and that can be held up. */
final class TestWire implements Wire {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> got = new ArrayList<>();
    int pings;
    int closedWith;
    boolean held;
    private Runnable done;

    @Override
    public void send(List<Frame> frames, Runnable sent) {
        frames.forEach(frame -> got.add(parse(frame.text())));
        if (held) {
            done = sent;
        } else {
            sent.run();
        }
    }

    /** The one send that was held up is done, and no more are held up. */
    void release() {
        held = false;
        Runnable sent = done;
        done = null;
        sent.run();
    }

    List<JsonNode> take() {
        List<JsonNode> taken = List.copyOf(got);
        got.clear();
        return taken;
    }

    JsonNode only() {
        List<JsonNode> taken = take();
        if (taken.size() != 1) {
            throw new AssertionError("one frame expected, not " + taken);
        }
        return taken.get(0);
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(int code, String reason) {
        closedWith = code;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
