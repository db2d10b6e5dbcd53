package io.heartbeat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.Fired;
import io.heartbeat.access.AccountException.Kind;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.notify.Recipient;
import io.heartbeat.storage.Databases;
import io.heartbeat.storage.StorageSettings;
import io.heartbeat.telemetry.Telemetry;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, roles and tokens through Hibernate on a real H2. */
class AccountsTest {
    private static final Actor ROOT = new Actor("root", "192.0.2.1");

    @TempDir
    private Path directory;

    private final Watch watch = new Watch();
    private final AccountRepository repository = new AccountRepository();
    private final Telemetry telemetry = new Telemetry(watch);
    private EntityManagerFactory factory;
    private Users users;
    private StoredTokens tokens;
    private Audit audit;
    private Accounts accounts;

    @BeforeEach
    void open() throws SQLException {
        DataSource source = Databases.open(
                new StorageSettings(directory, "jdbc:h2:file:" + directory.resolve("heartbeat"), "sa", ""));
        Databases.migrate(source);
        factory = Persistence.createEntityManagerFactory(
                "heartbeat",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource", source,
                        "jakarta.persistence.nonJtaDataSource", source,
                        "hibernate.transaction.coordinator_class", "jdbc",
                        "hibernate.transaction.jta.platform",
                                "org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform"));
        repository.entities = factory.createEntityManager();
        repository.entities.getTransaction().begin();
        restart();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    /** The same database, and nothing in memory. */
    private void restart() {
        repository.entities.flush();
        repository.entities.clear();
        User yaml = new User("yaml", "From the file", Optional.empty(), Optional.empty(), false, List.of());
        users = new Users(new AccessSettings(
                Map.of("yaml", yaml),
                Optional.empty(),
                Map.of("db", new HostAccess(Optional.of("yaml"), List.of(), List.of())),
                false));
        tokens = new StoredTokens(repository, watch, telemetry);
        audit = new Audit(repository, watch, telemetry);
        accounts =
                new Accounts(repository, users, tokens, watch, new Fired<>(users::changed), new Fired<>(audit::done));
        tokens.starting(new IntakeStarting());
        accounts.starting(new IntakeStarting());
    }

    @Test
    void aUserLogsInAlsoAfterARestartUntilDisabled() {
        accounts.create(ROOT, "ada", " Ada L. ", "correct horse", false);
        restart();
        assertThat(users.verify("ada", "correct horse")).map(User::fullName).contains("Ada L.");
        assertThat(users.all()).extracting(User::name).containsExactly("ada", "yaml");

        String secret = tokens.issue("ada").secret();
        accounts.change(ROOT, "ada", null, false, false);
        assertThat(users.verify("ada", "correct horse")).isEmpty();
        assertThat(tokens.find(secret)).isEmpty();
        assertThat(users.role("ada", "web")).isEmpty();
    }

    @Test
    void whatCannotBeIsSaidAndChangesNothing() {
        refused(Kind.INVALID, () -> accounts.create(ROOT, "<b>", null, "correct horse", true));
        refused(Kind.INVALID, () -> accounts.create(ROOT, "ada", null, "short", true));
        refused(Kind.CONFLICT, () -> accounts.create(ROOT, "yaml", null, "correct horse", true));
        refused(Kind.READ_ONLY, () -> accounts.password(ROOT, "yaml", "correct horse"));
        refused(Kind.READ_ONLY, () -> accounts.remove(ROOT, "yaml"));
        refused(Kind.UNKNOWN, () -> accounts.remove(ROOT, "nobody"));
        assertThat(users.all()).extracting(User::name).containsExactly("yaml");
        assertThat(audit.newest(AuditQuery.ALL, 10)).isEmpty();
    }

    @Test
    void aUsersOwnChannelsOutliveARestartAndGoWithTheUser() {
        accounts.create(ROOT, "ada", null, "correct horse", false);
        Recipient mail = new Recipient("email", Map.of("address", "ada@example.org"), true, true);
        Recipient push = new Recipient("pushover", Map.of("user", "a=b", "device", "phone"), false, true);
        accounts.channel(ROOT, "ada", mail);
        accounts.channel(ROOT, "ada", push);
        accounts.change(ROOT, "ada", "Ada", false, true);
        restart();
        assertThat(users.find("ada").orElseThrow().channels()).containsExactlyInAnyOrder(mail, push);
        Recipient moved = new Recipient("email", Map.of("address", "ada@example.com"), false, true);
        accounts.channel(ROOT, "ada", moved);
        assertThat(accounts.removeChannel(ROOT, "ada", "pushover")).isTrue();
        assertThat(accounts.removeChannel(ROOT, "ada", "pushover")).isFalse();
        restart();
        assertThat(users.find("ada").orElseThrow().channels()).containsExactly(moved);
        assertThat(audit.newest(AuditQuery.ALL, 2))
                .extracting(AuditEntry::deed)
                .containsExactly(
                        Deed.to(ROOT, "channel.remove", "ada", "pushover"),
                        Deed.to(ROOT, "channel.set", "ada", "email, off"));
        refused(Kind.READ_ONLY, () -> accounts.channel(ROOT, "yaml", mail));
        accounts.remove(ROOT, "ada");
        restart();
        accounts.create(ROOT, "ada", null, "correct horse", false);
        restart();
        assertThat(users.find("ada").orElseThrow().channels()).isEmpty();
    }

    @Test
    void theLastAdministratorStays() {
        accounts.create(ROOT, "ada", null, "correct horse", true);
        refused(Kind.CONFLICT, () -> accounts.change(ROOT, "ada", null, false, true));
        refused(Kind.CONFLICT, () -> accounts.remove(ROOT, "ada"));
        accounts.create(ROOT, "bob", null, "correct horse", true);
        accounts.remove(ROOT, "ada");
        assertThat(users.find("ada")).isEmpty();
    }

    @Test
    void theFirstUserMustBeAnAdministrator() {
        users.reloaded(new io.heartbeat.settings.SettingsReloaded<>(
                new AccessSettings(Map.of(), Optional.empty(), Map.of(), false)));
        assertThat(users.none()).isTrue();
        refused(Kind.CONFLICT, () -> accounts.create(ROOT, "ada", null, "correct horse", false));
        accounts.create(ROOT, "ada", null, "correct horse", true);
        assertThat(users.none()).isFalse();
    }

    @Test
    void rolesOfTheConsoleStandBesideThoseOfTheFile() {
        accounts.create(ROOT, "ada", null, "correct horse", false);
        accounts.create(ROOT, "bob", null, "correct horse", false);
        accounts.access(ROOT, "web", new HostAccess(Optional.of("ada"), List.of("bob"), List.of("yaml")));
        restart();
        assertThat(users.role("ada", "web")).contains(Role.OWNER);
        assertThat(users.role("bob", "web")).contains(Role.MANAGER);
        assertThat(users.role("yaml", "web")).contains(Role.MONITOR);
        assertThat(users.role("bob", "other")).isEmpty();

        refused(
                Kind.READ_ONLY,
                () -> accounts.access(ROOT, "db", new HostAccess(Optional.of("ada"), List.of(), List.of())));
        refused(
                Kind.INVALID,
                () -> accounts.access(ROOT, "db", new HostAccess(Optional.empty(), List.of("ghost"), List.of())));
        accounts.access(ROOT, "db", new HostAccess(Optional.empty(), List.of("ada"), List.of()));
        assertThat(users.access("db")).isEqualTo(new HostAccess(Optional.of("yaml"), List.of("ada"), List.of()));

        accounts.forgotten(new HostForgotten("web"));
        assertThat(users.role("bob", "web")).isEmpty();
        accounts.remove(ROOT, "ada");
        restart();
        assertThat(users.access("db").managers()).isEmpty();
    }

    @Test
    void tokensOutliveARestartAndEndWithTheirUser() {
        accounts.create(ROOT, "ada", null, "correct horse", true);
        accounts.create(ROOT, "bob", null, "correct horse", true);
        String login = tokens.issue("ada").secret();
        String api =
                tokens.issue("ada", "backup", Scope.READ, Duration.ofDays(30)).secret();
        watch.pass(Duration.ofHours(25));
        restart();
        assertThat(tokens.find(login)).isEmpty();
        assertThat(tokens.find(api)).map(Login::scope).contains(Scope.READ);
        accounts.password(ROOT, "ada", "another horse");
        assertThat(tokens.find(api)).isEmpty();
        restart();
        assertThat(tokens.of("ada")).isEmpty();
    }

    @Test
    void everyChangeLeavesALineNewestFirst() {
        accounts.create(ROOT, "ada", null, "correct horse", true);
        accounts.password(ROOT, "ada", "another horse");
        accounts.totp(ROOT, "ada", Totp.secret());
        accounts.access(ROOT, "web", new HostAccess(Optional.of("ada"), List.of(), List.of()));
        List<AuditEntry> entries = audit.newest(AuditQuery.ALL, 10);
        assertThat(entries)
                .extracting(entry -> entry.deed().action())
                .containsExactly("host.access", "user.totp.on", "user.password", "user.create");
        assertThat(entries.get(3).deed().actor()).isEqualTo(ROOT);
        assertThat(entries.toString()).doesNotContain("horse");
        assertThat(audit.newest(new AuditQuery(0, "web", null, null, null, null), 10))
                .hasSize(1);
        assertThat(audit.newest(new AuditQuery(0, null, null, "user.", null, null), 10))
                .hasSize(3);
        assertThat(audit.newest(new AuditQuery(0, null, null, "u%", null, null), 10))
                .isEmpty();
        assertThat(audit.newest(new AuditQuery(0, null, null, null, watch.wall(), null), 10))
                .hasSize(4);
        assertThat(audit.newest(new AuditQuery(0, null, null, null, null, watch.wall()), 10))
                .isEmpty();
        assertThat(audit.newest(new AuditQuery(entries.get(2).id(), null, "root", null, null, null), 10))
                .hasSize(1);
    }

    private static void refused(Kind kind, Runnable change) {
        assertThatThrownBy(change::run).isInstanceOfSatisfying(AccountException.class, e -> assertThat(e.kind())
                .isEqualTo(kind));
    }
}
