package io.heartbeat.web.security;

import io.heartbeat.access.Role;
import io.heartbeat.access.Scope;
import io.heartbeat.access.Tokens;
import io.heartbeat.access.User;
import io.heartbeat.access.Users;

/**
 * A user with a login. Immutable; asks at each question.
 *
 * @param name login name
 * @param secret of the login
 */
record LoggedIn(String name, String secret, Users users, Tokens tokens) implements Viewer {
    @Override
    public boolean admin() {
        return users.find(name).filter(User::enabled).map(User::admin).orElse(false);
    }

    @Override
    public boolean may(String host, Role role) {
        return users.role(name, host).filter(own -> own.includes(role)).isPresent();
    }

    @Override
    public boolean readsOnly() {
        return tokens.find(secret).filter(login -> login.scope() == Scope.FULL).isEmpty();
    }

    @Override
    public boolean valid() {
        return users.find(name).filter(User::enabled).isPresent()
                && tokens.find(secret)
                        .filter(login -> login.user().equals(name))
                        .isPresent();
    }

    @Override
    public String toString() {
        return "LoggedIn[" + name + "]";
    }
}
