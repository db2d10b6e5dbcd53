package io.heartbeat.agent.link;

import io.heartbeat.agent.Result;
import io.heartbeat.protocol.MessageWriter;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;

/** Results of orders on their way to the link's thread, which sends them. Bounded: a server asks again. Thread-safe. */
final class Answers {
    private static final int MOST = 64;
    /** What passes every network in one piece gains nothing by being smaller. */
    private static final int SMALL = 1_000;

    private final MessageWriter writer = new MessageWriter();
    private final String name;
    private final boolean compress;
    private final Runnable wakeup;
    private final Queue<byte[]> waiting = new ArrayBlockingQueue<>(MOST);

    Answers(String name, boolean compress, Runnable wakeup) {
        this.name = name;
        this.compress = compress;
        this.wakeup = wakeup;
    }

    /** Takes the result of an order. */
    void add(String id, Result result) {
        byte[] plain = writer.result(name, id, result.status(), result.output());
        waiting.offer(compress && plain.length > SMALL ? writer.compress(plain) : plain);
        wakeup.run();
    }

    /** Hands over what waits. */
    void each(Consumer<byte[]> sender) {
        for (byte[] answer = waiting.poll(); answer != null; answer = waiting.poll()) {
            sender.accept(answer);
        }
    }
}
