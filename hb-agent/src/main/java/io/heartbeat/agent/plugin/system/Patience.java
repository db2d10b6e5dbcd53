package io.heartbeat.agent.plugin.system;

import io.heartbeat.clock.TimeSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks several at once what may hang, and waits for all together no longer than a bound. Who still has not answered when it
 * is asked again is not asked: at most one thread for each hangs. Belongs to one plugin.
 */
final class Patience<T> {
    private final TimeSource time;
    private final long boundMillis;
    private final Map<String, FutureTask<T>> pending = new HashMap<>();

    Patience(TimeSource time, long boundMillis) {
        this.time = time;
        this.boundMillis = boundMillis;
    }

    /**
     * What came of a question.
     *
     * @param value null when there is none
     * @param error null when there is a value
     */
    record Answer<T>(T value, String error) {}

    Map<String, Answer<T>> ask(Map<String, Callable<T>> questions) throws InterruptedException {
        pending.keySet().retainAll(questions.keySet());
        pending.values().removeIf(FutureTask::isDone);
        questions.forEach((key, question) -> pending.computeIfAbsent(key, name -> begun(name, question)));
        long deadline = time.steadyMillis() + boundMillis;
        Map<String, Answer<T>> answers = new LinkedHashMap<>();
        for (String key : questions.keySet()) {
            answers.put(key, answer(pending.get(key), Math.max(1, deadline - time.steadyMillis())));
        }
        return answers;
    }

    private FutureTask<T> begun(String key, Callable<T> question) {
        FutureTask<T> task = new FutureTask<>(question);
        Thread thread = new Thread(task, "ask-" + key);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private Answer<T> answer(FutureTask<T> task, long millis) throws InterruptedException {
        try {
            return new Answer<>(task.get(millis, TimeUnit.MILLISECONDS), null);
        } catch (TimeoutException e) {
            return new Answer<>(null, "no answer within " + boundMillis / 1000.0 + " s");
        } catch (ExecutionException e) {
            return new Answer<>(null, String.valueOf(e.getCause().getMessage()));
        }
    }
}
