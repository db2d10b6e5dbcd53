package io.heartbeat.access;

import io.heartbeat.notify.Audience;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Users as those who are told of hosts: each of no host that the user may not see. Thread-safe. */
@ApplicationScoped
public class People implements Audience {
    private final Users users;

    /** For the container's proxy. */
    protected People() {
        this(null);
    }

    /** @param users whose roles are asked each time */
    @Inject
    public People(Users users) {
        this.users = users;
    }

    @Override
    public List<Person> of(String host) {
        return users.all().stream()
                .map(user -> person(user, host))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Person> find(String name, String host) {
        return users.find(name).flatMap(user -> person(user, host));
    }

    private Optional<Person> person(User user, String host) {
        if (host.isEmpty()) {
            return user.enabled() ? Optional.of(new Person(user.name(), "", user.channels())) : Optional.empty();
        }
        return users.role(user.name(), host)
                .map(role -> new Person(user.name(), role.name().toLowerCase(Locale.ROOT), user.channels()));
    }
}
