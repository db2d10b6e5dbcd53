package io.heartbeat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.Configured;
import io.heartbeat.Fired;
import io.heartbeat.access.AccountException.Kind;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.telemetry.Telemetry;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users whom a directory or a provider vouches for, as the rest of the server sees them. */
class ExternalUsersTest {
    private static final Actor ROOT = new Actor("root", "192.0.2.1");
    private static final String HASH =
            "pbkdf2:sha256:1000$q8Zx$c730773f33e3a2bd517ee9e4cc4c4e4be1e0d8379d6f68f2c5ea8c392d6b7a3e";
    private static final String YAML =
            """
            users:
              root: {admin: true, password: "%s"}
            group_roles:
              Chiefs: {admin: true}
              web: {manager: [web-*], monitor: ["*"]}
              db: {owner: [db]}
            """
                    .formatted(HASH);

    private final Watch watch = new Watch();
    private final StoredAccounts stored = new StoredAccounts();
    private final Fired<Deed> deeds = new Fired<>();
    private final FakeDirectory directory = new FakeDirectory();
    private final Tokens tokens = new TokenBook(watch) {};
    private Users users;
    private Accounts accounts;
    private Logins logins;

    @BeforeEach
    void set() {
        users = new Users(Configured.by(YAML, AccessSettings::from));
        accounts = new Accounts(stored, users, tokens, watch, new Fired<>(users::changed), deeds);
        logins = new Logins(
                users,
                new Credentials(users, accounts, directory),
                accounts,
                new Telemetry(watch),
                tokens,
                new LoginThrottle(watch),
                new SecondFactors(watch),
                deeds);
    }

    @Test
    void groupsGiveRolesAsTheConfigurationSaysNow() {
        directory.knows("ann", null, "WEB", "unheard-of");
        assertThat(logins.login("ann", "of ann", null, "192.0.2.7")).isInstanceOf(LoginOutcome.Granted.class);
        assertThat(users.role("ann", "web-1")).contains(Role.MANAGER);
        assertThat(users.role("ann", "mail")).contains(Role.MONITOR);
        assertThat(users.find("ann").orElseThrow().groups()).containsExactly("web");
        assertThat(users.find("ann").orElseThrow().admin()).isFalse();

        users.reloaded(new SettingsReloaded<>(Configured.by(
                YAML.replace("web: {manager: [web-*], monitor: [\"*\"]}", "web: {admin: true}"),
                AccessSettings::from)));
        assertThat(users.find("ann").orElseThrow().admin()).isTrue();
        users.reloaded(new SettingsReloaded<>(Configured.by("users: {root: {admin: true}}", AccessSettings::from)));
        assertThat(users.role("ann", "web-1")).isEmpty();
    }

    @Test
    void eachLoginTakesOverWhatTheOtherSideSaysNow() {
        directory.knows("ann", null, "Chiefs", "db");
        logins.login("ann", "of ann", null, "192.0.2.7");
        assertThat(users.find("ann")).map(User::admin).contains(true);
        directory.knows("ann", null, "db");
        logins.login("ann", "of ann", null, "192.0.2.7");
        assertThat(users.find("ann")).map(User::admin).contains(false);
        assertThat(users.role("ann", "db")).contains(Role.OWNER);
        assertThat(users.role("ann", "web-1")).isEmpty();
        assertThat(deeds.all).extracting(Deed::action).containsExactly("user.create", "login", "login");
    }

    @Test
    void aLocalNameNeverGoesToTheDirectoryWithItsPassword() {
        directory.knows("root", null, "Chiefs");
        assertThat(logins.login("root", "of root", null, "192.0.2.7")).isEqualTo(new LoginOutcome.Refused());
        assertThat(directory.asked).containsExactly("pretended root");
        assertThat(logins.login("root", "correct horse", null, "192.0.2.7")).isInstanceOf(LoginOutcome.Granted.class);
        assertThat(directory.asked).hasSize(1);
    }

    @Test
    void aNameNeverPassesToSomebodyElse() {
        accounts.create(ROOT, "bob", null, "correct horse", false);
        refused(Kind.CONFLICT, identity(Origin.OIDC, "bob", "1"));
        refused(Kind.CONFLICT, identity(Origin.OIDC, "root", "1"));
        accounts.admit(identity(Origin.OIDC, "ann", "1"));
        accounts.admit(identity(Origin.OIDC, "ann", "1"));
        refused(Kind.CONFLICT, identity(Origin.OIDC, "ann", "2"));
        refused(Kind.CONFLICT, identity(Origin.LDAP, "ann", "1"));
        refused(Kind.INVALID, identity(Origin.OIDC, "<b>ann</b>", "3"));
        assertThat(logins.vouched(identity(Origin.OIDC, "bob", "1"), "192.0.2.7"))
                .isEqualTo(new LoginOutcome.Refused());
        assertThat(tokens.of("bob")).isEmpty();
    }

    @Test
    void whoWasDisabledHereStaysOutWhateverTheOtherSideSays() {
        directory.knows("ann", null, "web");
        logins.login("ann", "of ann", null, "192.0.2.7");
        accounts.change(ROOT, "ann", null, false, false);
        assertThat(tokens.of("ann")).isEmpty();
        assertThat(logins.login("ann", "of ann", null, "192.0.2.7")).isEqualTo(new LoginOutcome.Refused());
        assertThat(users.role("ann", "web-1")).isEmpty();
        assertThat(logins.vouched(identity(Origin.LDAP, "ann", null), "192.0.2.7"))
                .isEqualTo(new LoginOutcome.Refused());
    }

    @Test
    void whatIsDecidedElsewhereCannotBeChangedHere() {
        accounts.admit(identity(Origin.LDAP, "ann", null));
        accounts.admit(identity(Origin.OIDC, "eve", null));
        assertThatThrownBy(() -> accounts.password(ROOT, "ann", "correct horse"))
                .isInstanceOfSatisfying(
                        AccountException.class, e -> assertThat(e.kind()).isEqualTo(Kind.READ_ONLY));
        assertThatThrownBy(() -> accounts.change(ROOT, "ann", null, true, true))
                .isInstanceOfSatisfying(
                        AccountException.class, e -> assertThat(e.kind()).isEqualTo(Kind.READ_ONLY));
        assertThatThrownBy(() -> accounts.totp(ROOT, "eve", Totp.secret()))
                .isInstanceOfSatisfying(
                        AccountException.class, e -> assertThat(e.kind()).isEqualTo(Kind.READ_ONLY));
    }

    @Test
    void aUserOfTheDirectoryMayHaveASecondFactorHere() {
        String secret = Totp.secret();
        directory.knows("ann", null);
        logins.login("ann", "of ann", null, "192.0.2.7");
        accounts.totp(ROOT, "ann", secret);
        assertThat(logins.login("ann", "of ann", null, "192.0.2.7")).isInstanceOf(LoginOutcome.SecondFactor.class);
        assertThat(logins.login("ann", "of ann", Totp.code(secret, watch.wall()), "192.0.2.7"))
                .isInstanceOf(LoginOutcome.Granted.class);
    }

    @Test
    void withoutTheDirectoryUsersOfTheServerStillLogInAndNobodyLearnsWhoTheyAre() {
        directory.goAway();
        assertThat(logins.login("root", "correct horse", null, "192.0.2.7")).isInstanceOf(LoginOutcome.Granted.class);
        assertThat(logins.login("root", "wrong", null, "192.0.2.7")).isEqualTo(new LoginOutcome.Unavailable());
        assertThat(logins.login("nobody", "wrong", null, "192.0.2.7")).isEqualTo(new LoginOutcome.Unavailable());
    }

    @Test
    void anOldHashIsMadeAnewByTheLogin() {
        accounts.create(ROOT, "bob", null, "correct horse", false);
        stored.replacePassword("bob", HASH);
        accounts.starting(null);
        assertThat(logins.login("bob", "correct horse", null, "192.0.2.7")).isInstanceOf(LoginOutcome.Granted.class);
        String anew = users.find("bob").flatMap(User::password).orElseThrow();
        assertThat(anew).startsWith("$argon2id$");
        assertThat(Passwords.matches(anew, "correct horse")).isTrue();
        assertThat(users.find("root").flatMap(User::password)).contains(HASH);
    }

    @Test
    void aServerWithADirectoryIsNeverOpen() {
        assertThat(new Users(Configured.by("ldap: {url: ldaps://x}", ExternalUsersTest::loose)).none())
                .isFalse();
        assertThat(new Users(Configured.by("{}", AccessSettings::from)).none()).isTrue();
    }

    /** Only what access itself reads of a configuration that others complete. */
    private static AccessSettings loose(io.heartbeat.settings.Section root) {
        root.section("ldap").text("url", "");
        return AccessSettings.from(root);
    }

    @Test
    void oneUsersRoleChangesAloneAndAReplacedOwnerStaysAsManager() {
        accounts.create(ROOT, "ann", null, null, false);
        accounts.create(ROOT, "bob", null, null, false);
        accounts.role(ROOT, "web", "ann", Optional.of(Role.OWNER));
        accounts.role(ROOT, "web", "bob", Optional.of(Role.OWNER));
        assertThat(users.role("bob", "web")).contains(Role.OWNER);
        assertThat(users.role("ann", "web")).contains(Role.MANAGER);
        accounts.role(ROOT, "web", "ann", Optional.of(Role.MONITOR));
        assertThat(users.role("ann", "web")).contains(Role.MONITOR);
        accounts.role(ROOT, "web", "ann", Optional.empty());
        assertThat(users.role("ann", "web")).isEmpty();
        accounts.remove(ROOT, "bob");
        assertThat(users.access("web").owner()).contains("root");
        assertThat(users.access("web").managers()).isEmpty();
    }

    private void refused(Kind kind, Identity identity) {
        assertThatThrownBy(() -> accounts.admit(identity))
                .isInstanceOfSatisfying(
                        AccountException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static Identity identity(Origin origin, String name, String subject) {
        return new Identity(origin, name, null, subject, Set.of());
    }
}
