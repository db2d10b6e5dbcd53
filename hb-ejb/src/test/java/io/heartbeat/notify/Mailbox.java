package io.heartbeat.notify;

import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** A channel of a test: keeps what it gets, and answers what the test wants. */
final class Mailbox implements Notifier {
    /** What arrived, in order: {@code receiver: text}. */
    final List<String> arrived = new CopyOnWriteArrayList<>();

    final List<Letter> letters = new CopyOnWriteArrayList<>();

    /** The next answers; without one it takes everything. */
    final Deque<Outcome> answers = new ConcurrentLinkedDeque<>();

    /** Runs after a letter has arrived and before that is known. */
    Runnable then = () -> {};

    private final List<Receiver> own;

    Mailbox(String... receivers) {
        own = List.of(receivers).stream()
                .map(name -> new Receiver(name, Map.of("address", name)))
                .toList();
    }

    @Override
    public List<Receiver> receivers() {
        return own;
    }

    @Override
    public List<String> secrets() {
        return List.of("s3cret");
    }

    @Override
    public Markup markup() {
        return Markup.PLAIN;
    }

    @Override
    public Outcome send(Receiver to, Letter letter, Means means) {
        Outcome answer = answers.isEmpty() ? Outcome.sent(200, "ok") : answers.poll();
        if (answer.kind() == Outcome.Kind.SENT) {
            letters.add(letter);
            letter.items().forEach(item -> arrived.add(to.name() + ": " + item.text()));
            then.run();
        }
        return answer;
    }
}
