package io.heartbeat.access;

import io.heartbeat.access.AccountException.Kind;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.notify.Recipient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Changes users and roles, as the web console and the API ask. What the configuration file says stands above it and cannot be
 * changed here. Each change is stored before it counts, and leaves a line in the audit log. Thread-safe.
 */
@ApplicationScoped
public class Accounts {
    /** Characters of a password at least (NIST SP 800-63B, 5.1.1.2). */
    public static final int SHORTEST_PASSWORD = 8;

    private static final String NAME = "[\\p{L}\\p{N}_][\\p{L}\\p{N}._@+-]{0,63}";
    private static final String NAME_RULE =
            "a name is 1 to 64 letters, digits and . _ @ + -, a letter, digit or _ first";
    private static final int LONGEST_TEXT = 200;

    private final AccountRepository repository;
    private final Users users;
    private final Tokens tokens;
    private final TimeSource time;
    private final Event<AccountsChanged> changed;
    private final Event<Deed> deeds;
    private AccountsChanged known = AccountsChanged.NONE;

    /** For the container's proxy. */
    protected Accounts() {
        this(null, null, null, null, null, null);
    }

    /** @param repository where users and roles are kept */
    @Inject
    public Accounts(
            AccountRepository repository,
            Users users,
            Tokens tokens,
            TimeSource time,
            Event<AccountsChanged> changed,
            Event<Deed> deeds) {
        this.repository = repository;
        this.users = users;
        this.tokens = tokens;
        this.time = time;
        this.changed = changed;
        this.deeds = deeds;
    }

    synchronized void starting(@Observes IntakeStarting event) {
        tell(read());
    }

    synchronized void forgotten(@Observes HostForgotten event) {
        repository.roles(event.host(), Map.of());
        tell(known.with(event.host(), HostAccess.NOBODY));
    }

    /**
     * Makes a user.
     *
     * @param password as typed, null for a user who cannot log in by password
     * @throws AccountException when the name is taken or no name, or the password is too short
     */
    public synchronized User create(Actor actor, String name, String fullName, String password, boolean admin) {
        if (name == null || !name.matches(NAME)) {
            throw new AccountException(Kind.INVALID, NAME_RULE);
        }
        if (users.find(name).isPresent()) {
            throw new AccountException(Kind.CONFLICT, "there is a user " + name + " already");
        }
        if (users.none() && (!admin || password == null)) {
            throw new AccountException(
                    Kind.CONFLICT, "the first user must be an administrator with a password, or nobody could go on");
        }
        User user = new User(
                name,
                text(fullName, name),
                Optional.empty(),
                Optional.ofNullable(password).map(Accounts::hash),
                Optional.empty(),
                admin,
                true,
                Origin.CONSOLE,
                External.NOTHING,
                List.of());
        save(actor, "user.create", user, admin ? "administrator" : null);
        return user;
    }

    /** Changes what a user is called and whether the user is an administrator and may log in. */
    public synchronized User change(Actor actor, String name, String fullName, boolean admin, boolean enabled) {
        User user = changeable(name);
        if (user.origin().external() && admin != user.admin()) {
            throw new AccountException(
                    Kind.READ_ONLY,
                    name + " comes from " + user.origin() + ": group_roles say who of it is an administrator");
        }
        if (user.admin() && user.enabled() && !(admin && enabled)) {
            keepAnAdministrator(name);
        }
        User after = user.with(text(fullName, user.fullName()), admin, enabled);
        if (!enabled) {
            tokens.revokeAll(name);
        }
        save(actor, "user.change", after, (admin ? "administrator" : "user") + (enabled ? "" : ", disabled"));
        return after;
    }

    /** Gives a user a new password, and ends the user's logins. */
    public synchronized void password(Actor actor, String name, String password) {
        User after = ownPassword(name).withPassword(hash(password));
        tokens.revokeAll(name);
        save(actor, "user.password", after, null);
    }

    /** Sets or takes away the second factor. */
    public synchronized void totp(Actor actor, String name, String secret) {
        if (secret != null && changeable(name).origin() == Origin.OIDC) {
            throw new AccountException(
                    Kind.READ_ONLY, name + " logs in elsewhere; the second factor is asked for there");
        }
        save(
                actor,
                secret == null ? "user.totp.off" : "user.totp.on",
                changeable(name).withTotp(secret),
                null);
    }

    /**
     * Sets how a user is reached by a channel.
     *
     * @param recipient checked by whoever knows the channel
     * @throws AccountException when the configuration file has the user
     */
    public synchronized void channel(Actor actor, String name, Recipient recipient) {
        User user = changeable(name);
        repository.save(new ChannelRow(name, recipient));
        tell(known.with(user.withChannel(recipient)));
        deeds.fire(Deed.to(actor, "channel.set", name, recipient.channel() + (recipient.enabled() ? "" : ", off")));
    }

    /** Reaches a user by a channel no more; answers whether there was one. */
    public synchronized boolean removeChannel(Actor actor, String name, String channel) {
        User user = changeable(name);
        if (user.channel(channel).isEmpty()) {
            return false;
        }
        repository.removeChannel(name, channel);
        tell(known.with(user.withoutChannel(channel)));
        deeds.fire(Deed.to(actor, "channel.remove", name, channel));
        return true;
    }

    /** Takes a user away, with roles and tokens. */
    public synchronized void remove(Actor actor, String name) {
        User user = changeable(name);
        if (user.admin() && user.enabled()) {
            keepAnAdministrator(name);
        }
        tokens.revokeAll(name);
        repository.remove(name);
        tell(known.without(name));
        deeds.fire(Deed.to(actor, "user.remove", name, null));
    }

    /**
     * Sets who has which role on a host; what the configuration file gives stays besides.
     *
     * @throws AccountException when a user is not there, or the file names another owner
     */
    public synchronized void access(Actor actor, String host, HostAccess access) {
        Optional<String> fixed = users.configured(host).flatMap(HostAccess::owner);
        if (fixed.isPresent() && access.owner().isPresent() && !fixed.equals(access.owner())) {
            throw new AccountException(
                    Kind.READ_ONLY, "the configuration file says that " + host + " belongs to " + fixed.get());
        }
        Map<String, Role> roles = new LinkedHashMap<>();
        access.monitors().forEach(user -> roles.put(user, Role.MONITOR));
        access.managers().forEach(user -> roles.put(user, Role.MANAGER));
        access.owner().ifPresent(user -> roles.put(user, Role.OWNER));
        for (String user : roles.keySet()) {
            if (users.find(user).isEmpty()) {
                throw new AccountException(Kind.INVALID, "there is no user " + user);
            }
        }
        repository.roles(host, roles);
        HostRoles gathered = new HostRoles();
        roles.forEach(gathered::add);
        tell(known.with(host, gathered.access()));
        deeds.fire(Deed.toHost(actor, "host.access", host, roles.isEmpty() ? "nobody" : roles.toString()));
    }

    /**
     * Gives one user another role on a host, or none; the others keep theirs, and an owner who is replaced stays as a manager.
     *
     * @return what the console says of the host now
     * @throws AccountException when the user is not there, or the file names another owner
     */
    public synchronized HostAccess role(Actor actor, String host, String user, Optional<Role> role) {
        if (users.find(user).isEmpty()) {
            throw new AccountException(Kind.UNKNOWN, "there is no user " + user);
        }
        HostAccess access = users.console(host).with(user, role);
        access(actor, host, access);
        return access;
    }

    /**
     * Lets somebody in whom another system vouches for: makes the user at the first time, and takes over what that system says
     * now. A name never passes to somebody else by itself.
     *
     * @throws AccountException when the name cannot be one, or is somebody else's here
     */
    public synchronized User admit(Identity identity) {
        String name = identity.name();
        if (name == null || !name.matches(NAME)) {
            throw new AccountException(Kind.INVALID, "the name over there cannot be one here: " + NAME_RULE);
        }
        External external = new External(identity.subject(), users.known(identity.groups()));
        Optional<User> before = users.find(name);
        before.ifPresent(user -> same(user, identity));
        User after = before.orElseGet(() -> newcomer(identity))
                .with(
                        longest(identity.fullName(), name),
                        false,
                        before.map(User::enabled).orElse(true))
                .withExternal(external);
        if (before.isEmpty()) {
            save(new Actor(name, null), "user.create", after, "by " + identity.origin());
        } else if (!after.equals(known.users().get(name))) {
            store(after);
        }
        return users.find(name).orElseThrow();
    }

    /** Stores a password anew that was right just now, if it was stored in an older way. */
    synchronized User rehashed(User user, String password) {
        if (user.origin() != Origin.CONSOLE
                || !Passwords.outdated(user.password().orElseThrow())) {
            return user;
        }
        store(user.withPassword(Passwords.store(password)));
        return users.find(user.name()).orElse(user);
    }

    private static void same(User user, Identity identity) {
        if (user.origin() != identity.origin()) {
            throw new AccountException(
                    Kind.CONFLICT,
                    user.name() + " of " + identity.origin() + " has the name of a user of " + user.origin());
        }
        String known = user.external().subject();
        if (known != null && !known.equals(identity.subject())) {
            throw new AccountException(
                    Kind.CONFLICT, user.name() + " is somebody else over there now; remove the user here first");
        }
    }

    private static User newcomer(Identity identity) {
        return new User(
                identity.name(),
                identity.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                identity.origin(),
                External.NOTHING,
                List.of());
    }

    private static String longest(String fullName, String otherwise) {
        String text = fullName == null || fullName.isBlank() ? otherwise : fullName.strip();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private void save(Actor actor, String action, User user, String detail) {
        store(user);
        deeds.fire(Deed.to(actor, action, user.name(), detail));
    }

    private void store(User user) {
        repository.save(user, time.wall());
        tell(known.with(user));
    }

    private User ownPassword(String name) {
        User user = changeable(name);
        if (user.origin().external()) {
            throw new AccountException(
                    Kind.READ_ONLY, name + " comes from " + user.origin() + "; the password is changed there");
        }
        return user;
    }

    private User changeable(String name) {
        User user = users.find(name).orElseThrow(() -> new AccountException(Kind.UNKNOWN, "there is no user " + name));
        if (user.origin() == Origin.CONFIGURATION) {
            throw new AccountException(
                    Kind.READ_ONLY, name + " is a user of the configuration file; change the user there");
        }
        return user;
    }

    private void keepAnAdministrator(String but) {
        boolean another = users.all().stream()
                .anyMatch(user -> user.admin() && user.enabled() && !user.name().equals(but));
        if (!another) {
            throw new AccountException(Kind.CONFLICT, but + " is the last administrator; make another one first");
        }
    }

    private static String hash(String password) {
        if (password == null || password.codePointCount(0, password.length()) < SHORTEST_PASSWORD) {
            throw new AccountException(Kind.INVALID, "a password has at least " + SHORTEST_PASSWORD + " characters");
        }
        if (password.length() > Passwords.MAX_LENGTH) {
            throw new AccountException(Kind.INVALID, "a password has at most " + Passwords.MAX_LENGTH + " characters");
        }
        return Passwords.store(password);
    }

    private static String text(String text, String otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        if (text.length() > LONGEST_TEXT) {
            throw new AccountException(Kind.INVALID, "a full name has at most " + LONGEST_TEXT + " characters");
        }
        return text.strip();
    }

    private void tell(AccountsChanged now) {
        known = now;
        changed.fire(now);
    }

    private AccountsChanged read() {
        Map<String, List<Recipient>> channels = repository.channels().stream()
                .collect(Collectors.groupingBy(
                        ChannelRow::account, Collectors.mapping(ChannelRow::recipient, Collectors.toList())));
        Map<String, User> stored = repository.users().stream()
                .map(user -> user.withChannels(channels.getOrDefault(user.name(), List.of())))
                .collect(Collectors.toMap(User::name, user -> user));
        Map<String, HostRoles> hosts = new HashMap<>();
        repository.roles().forEach(row -> hosts.computeIfAbsent(row.host(), host -> new HostRoles())
                .add(row.account(), row.role()));
        Map<String, HostAccess> access = new HashMap<>();
        hosts.forEach((host, roles) -> access.put(host, roles.access()));
        return new AccountsChanged(stored, access);
    }
}
