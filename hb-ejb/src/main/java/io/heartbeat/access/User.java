package io.heartbeat.access;

import io.heartbeat.notify.Recipient;
import io.heartbeat.notify.Service;
import io.heartbeat.settings.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who may log in.
 *
 * @param name what is typed at the login
 * @param fullName what others read
 * @param avatar path or URL of a picture
 * @param password hashed, in one of the formats that {@code hbd passwd} and the original make; empty: no login
 * @param totp secret of the second factor in Base32; empty: a password is enough
 * @param admin whether the user is owner everywhere
 * @param enabled whether the user may log in
 * @param origin where the user comes from, and so can be changed
 * @param external what another system says of the user
 * @param channels how the user is reached
 */
public record User(
        String name,
        String fullName,
        Optional<String> avatar,
        Optional<String> password,
        Optional<String> totp,
        boolean admin,
        boolean enabled,
        Origin origin,
        External external,
        List<Recipient> channels) {
    /** Copies the list. */
    public User {
        channels = List.copyOf(channels);
    }

    /** A user of the configuration file. */
    public User(
            String name,
            String fullName,
            Optional<String> avatar,
            Optional<String> password,
            boolean admin,
            List<Recipient> channels) {
        this(
                name,
                fullName,
                avatar,
                password,
                Optional.empty(),
                admin,
                true,
                Origin.CONFIGURATION,
                External.NOTHING,
                channels);
    }

    /** The groups that give the user roles. */
    public Set<String> groups() {
        return external.groups();
    }

    /** Whether a part of the name or full name is this, whatever its case. */
    public boolean matches(String part) {
        String folded = part.strip().toLowerCase(Locale.ROOT);
        return name.toLowerCase(Locale.ROOT).contains(folded)
                || fullName.toLowerCase(Locale.ROOT).contains(folded);
    }

    User with(String newFullName, boolean newAdmin, boolean newEnabled) {
        return new User(name, newFullName, avatar, password, totp, newAdmin, newEnabled, origin, external, channels);
    }

    User withPassword(String hash) {
        return new User(name, fullName, avatar, Optional.of(hash), totp, admin, enabled, origin, external, channels);
    }

    User withTotp(String secret) {
        return new User(
                name,
                fullName,
                avatar,
                password,
                Optional.ofNullable(secret),
                admin,
                enabled,
                origin,
                external,
                channels);
    }

    User withExternal(External now) {
        return new User(name, fullName, avatar, password, totp, admin, enabled, origin, now, channels);
    }

    /** Reached by a channel in this way, new or changed. */
    User withChannel(Recipient recipient) {
        List<Recipient> all = new ArrayList<>(withoutChannel(recipient.channel()).channels);
        all.add(recipient);
        return withChannels(all);
    }

    User withoutChannel(String channel) {
        return withChannels(
                channels.stream().filter(one -> !one.channel().equals(channel)).toList());
    }

    User withChannels(List<Recipient> now) {
        return new User(name, fullName, avatar, password, totp, admin, enabled, origin, external, now);
    }

    /** How the user is reached by a channel. */
    public Optional<Recipient> channel(String channel) {
        return channels.stream().filter(one -> one.channel().equals(channel)).findFirst();
    }

    static User from(String name, Section section, Map<String, Service> channels) {
        Optional<String> password = section.secret("password");
        if (password.isPresent() && !Passwords.readable(password.get())) {
            section.problem(
                    section.has("password") ? "password" : "password_file",
                    "must be a hash, pbkdf2:sha256[:iterations]$salt$hexhash or $argon2id$…; `hbd passwd " + name
                            + "` makes one");
        } else if (!section.has("password") && !section.has("password_file")) {
            section.warning("", "has no password and cannot log in; `hbd passwd " + name + "` makes one");
        }
        return new User(
                name,
                section.text("full_name", name),
                Optional.ofNullable(section.text("avatar", null)),
                password,
                section.flag("admin", false),
                Recipient.from(section, "notification_channels", channels));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "User[" + name + (admin ? ", admin]" : "]");
    }
}
