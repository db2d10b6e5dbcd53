package io.heartbeat.agent.cli;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.agent.link.Greeting;
import io.heartbeat.agent.link.Link;
import io.heartbeat.agent.link.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** {@code hbc -m TEXT}: one heartbeat to each server, all at once, and then its answer is waited for. */
final class OneShot {
    private static final Duration NEVER_AGAIN = Duration.ofDays(1);

    private OneShot() {}

    /**
     * Sends and waits.
     *
     * @param patience how long an answer is waited for
     * @param complaints takes a line for each server that did not answer
     * @return whether all servers answered
     * @throws IOException when no socket can be had
     */
    static boolean send(
            AgentSettings settings,
            Greeting greeting,
            Surroundings around,
            Duration patience,
            Consumer<String> complaints)
            throws IOException {
        Map<ServerAddress, CompletableFuture<Boolean>> answers = new LinkedHashMap<>();
        for (ServerAddress server : settings.servers()) {
            Link link = new Link(settings, server, around, greeting, NEVER_AGAIN);
            answers.put(server, CompletableFuture.supplyAsync(() -> link.runUntilAnswered(patience), work -> new Thread(
                            work, "link-" + server)
                    .start()));
        }
        boolean all = true;
        for (Map.Entry<ServerAddress, CompletableFuture<Boolean>> answer : answers.entrySet()) {
            if (!answer.getValue().join()) {
                all = false;
                complaints.accept(answer.getKey() + ": no answer within " + patience.toSeconds() + " s");
            }
        }
        return all;
    }
}
