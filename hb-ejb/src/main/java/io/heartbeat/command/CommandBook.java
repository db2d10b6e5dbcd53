package io.heartbeat.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands that are open, by host: which are to be told to a host that is there now, and what becomes of them. Knows
 * neither database nor network. Thread-safe; a host without commands costs one look at a number.
 */
final class CommandBook {
    /** Open commands of one host at most. */
    static final int MOST = 32;
    /** A command that is not answered is told again after this time at the earliest. */
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /** How long after it was queued an answer is asked for; the agent begins nothing that has expired, it only repeats. */
    static final Duration CURIOSITY = Duration.ofMinutes(15);

    private static final int AT_ONCE = 4;

    private final Map<String, Map<String, Entry>> hosts = new HashMap<>();
    private volatile int open;

    /** An open command, when it was told last, and whether it may have left without our knowing. */
    private static final class Entry {
        private final boolean doubtful;
        private Command command;
        private Instant toldAt;

        Entry(Command command, boolean doubtful) {
            this.command = command;
            this.doubtful = doubtful;
            this.toldAt = Instant.MIN;
        }

        boolean due(Instant now) {
            return command.state() == CommandState.QUEUED
                    ? doubtful || !now.isAfter(command.expiresAt())
                    : toldAt.equals(Instant.MIN) || !now.isBefore(toldAt.plus(PATIENCE));
        }

        /** What time alone has made of it. */
        CommandState over(Instant now) {
            if (command.state() == CommandState.QUEUED && !doubtful) {
                return now.isAfter(command.expiresAt()) ? CommandState.EXPIRED : CommandState.QUEUED;
            }
            return now.isAfter(command.queuedAt().plus(CURIOSITY)) ? CommandState.UNANSWERED : command.state();
        }
    }

    /** How many are open. */
    int size() {
        return open;
    }

    /** Takes an open command; false when its host has too many. */
    boolean add(Command command) {
        return add(command, false);
    }

    /**
     * Takes up an open command of an earlier run of the server. One that is stored as queued may have left just before that
     * was killed: it is asked for even if it has expired, for the agent begins nothing late.
     */
    void restore(Command command) {
        add(command, true);
    }

    private synchronized boolean add(Command command, boolean doubtful) {
        Map<String, Entry> own = hosts.computeIfAbsent(command.host(), host -> new LinkedHashMap<>());
        if (own.size() >= MOST) {
            return false;
        }
        own.put(command.id(), new Entry(command, doubtful));
        open++;
        return true;
    }

    /** Whether a host can take another one. */
    synchronized boolean full(String host) {
        return hosts.getOrDefault(host, Map.of()).size() >= MOST;
    }

    /** What is to be told to a host that is there now, in the order it was queued. */
    List<Command> due(String host, Instant now) {
        return open == 0 ? List.of() : dueNow(host, now);
    }

    private synchronized List<Command> dueNow(String host, Instant now) {
        return hosts.getOrDefault(host, Map.of()).values().stream()
                .filter(entry -> entry.due(now))
                .limit(AT_ONCE)
                .map(entry -> entry.command)
                .toList();
    }

    /** It left; answers what it is now when that is news. */
    synchronized Optional<Command> told(Command command, Instant now) {
        Entry entry = hosts.getOrDefault(command.host(), Map.of()).get(command.id());
        if (entry == null) {
            return Optional.empty();
        }
        entry.toldAt = now;
        if (entry.command.state() == CommandState.SENT) {
            return Optional.empty();
        }
        entry.command = entry.command.sent(now);
        return Optional.of(entry.command);
    }

    /** Its host answered; empty when nobody waits for that answer. */
    synchronized Optional<Command> answered(String host, String id, String status, String output, Instant now) {
        return remove(host, id).map(command -> command.answered(status, output, now));
    }

    /** Takes back what has not left; empty when it has, or is not there. */
    synchronized Optional<Command> cancel(String host, String id) {
        Entry entry = hosts.getOrDefault(host, Map.of()).get(id);
        return entry == null || entry.command.state() != CommandState.QUEUED
                ? Optional.empty()
                : remove(host, id).map(command -> command.in(CommandState.CANCELLED));
    }

    /** What time has made of the open ones: those that are over, and are not open any more. */
    List<Command> over(Instant now) {
        return open == 0 ? List.of() : overNow(now);
    }

    private synchronized List<Command> overNow(Instant now) {
        List<Command> over = new ArrayList<>();
        for (Map<String, Entry> own : hosts.values()) {
            for (Entry entry : own.values()) {
                CommandState then = entry.over(now);
                if (then != entry.command.state()) {
                    over.add(entry.command.in(then));
                }
            }
        }
        over.forEach(command -> remove(command.host(), command.id()));
        return over;
    }

    /** A host is gone: nothing is told to it any more. Answers what was open. */
    synchronized List<Command> forget(String host) {
        Map<String, Entry> own = hosts.remove(host);
        if (own == null) {
            return List.of();
        }
        open -= own.size();
        return own.values().stream()
                .map(entry -> entry.command.in(CommandState.CANCELLED))
                .toList();
    }

    private synchronized Optional<Command> remove(String host, String id) {
        Map<String, Entry> own = hosts.get(host);
        Entry entry = own == null ? null : own.remove(id);
        if (entry == null) {
            return Optional.empty();
        }
        open--;
        if (own.isEmpty()) {
            hosts.remove(host);
        }
        return Optional.of(entry.command);
    }
}
