package io.heartbeat.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A directory in memory, which a test may take away. */
final class FakeDirectory implements Directory {
    /** What it was asked, in order. */
    final List<String> asked = new ArrayList<>();

    private final Map<String, Identity> people = new HashMap<>();
    private boolean away;

    /** Somebody whose password is {@code of NAME}. */
    void knows(String name, String subject, String... groups) {
        people.put(name, new Identity(Origin.LDAP, name, "Full " + name, subject, Set.of(groups)));
    }

    void goAway() {
        away = true;
    }

    @Override
    public boolean configured() {
        return away || !people.isEmpty();
    }

    @Override
    public Optional<Identity> authenticate(String name, String password) {
        asked.add(name);
        answer();
        return Optional.ofNullable(people.get(name)).filter(person -> password.equals("of " + name));
    }

    @Override
    public void pretend(String name) {
        asked.add("pretended " + name);
        answer();
    }

    private void answer() {
        if (away) {
            throw new DirectoryUnavailable("away", null);
        }
    }
}
