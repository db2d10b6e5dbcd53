package io.heartbeat.access.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.Configured;
import io.heartbeat.access.DirectoryUnavailable;
import io.heartbeat.access.Identity;
import io.heartbeat.access.Origin;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real directory on real sockets, with TLS from the start, by StartTLS, and without. */
class LdapDirectoryTest {
    private static final String BASE =
            """
            ldap:
              url: [%s]
              bind_dn: cn=searcher,dc=example,dc=org
              bind_password: search me
              user_base: ou=people,dc=example,dc=org
              group_base: ou=groups,dc=example,dc=org
            """;

    @TempDir
    private static Path folder;

    private static TestDirectory directory;

    @BeforeAll
    static void open() {
        directory = new TestDirectory(folder, "localhost");
    }

    @AfterAll
    static void close() {
        directory.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls", "plain"})
    void theRightPasswordTellsWhoItIsAndInWhichGroups(String listener) {
        LdapDirectory ldap = ldap(listener, "");
        Identity ann = ldap.authenticate("ann", "of ann").orElseThrow();
        assertThat(ann.origin()).isEqualTo(Origin.LDAP);
        assertThat(ann.name()).isEqualTo("ann");
        assertThat(ann.fullName()).isEqualTo("Ann Example");
        assertThat(ann.subject()).isNotBlank();
        assertThat(ann.groups()).containsExactlyInAnyOrder("operators", "cn=operators,ou=groups,dc=example,dc=org");
        assertThat(ldap.authenticate("ann", "of bob")).isEmpty();
        assertThat(ldap.authenticate("nobody", "of ann")).isEmpty();
    }

    @Test
    void groupsOfTheUsersOwnEntryCountBelowTheBaseOnly() {
        assertThat(ldap("tls", "").authenticate("bob", "of bob").orElseThrow().groups())
                .contains("builders")
                .doesNotContain("elsewhere");
    }

    @Test
    void theNameIsTheOneOfTheDirectoryHoweverItWasTyped() {
        assertThat(ldap("tls", "").authenticate("ANN", "of ann"))
                .map(Identity::name)
                .contains("ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "a*",
                "ann)(uid=*",
                "*)(uid=*))(|(uid=*",
                "ann)(|(uid=ann",
                "x)(|(objectClass=*)",
                "\\2a",
                "ann\u0000",
                "",
                "(",
                "ä*"
            })
    void aNameIsNeverMoreThanAName(String name) {
        LdapDirectory ldap = ldap("tls", "");
        assertThat(ldap.authenticate(name, "of ann")).isEmpty();
        assertThat(ldap.authenticate(name, "of bob")).isEmpty();
    }

    @Test
    void noPasswordIsNoPassword() {
        assertThat(ldap("tls", "").authenticate("ann", "")).isEmpty();
    }

    @Test
    void twoEntriesForOneNameAreNobody() {
        LdapDirectory ldap = ldap("tls", "");
        assertThat(ldap.authenticate("twin", "of the one")).isEmpty();
        assertThat(ldap.authenticate("twin", "of the other")).isEmpty();
    }

    @Test
    void onlyMembersOfTheLoginGroupsComeIn() {
        LdapDirectory ldap = ldap("tls", "  login_groups: [OPERATORS]\n");
        assertThat(ldap.authenticate("ann", "of ann")).isPresent();
        assertThat(ldap.authenticate("bob", "of bob")).isEmpty();
    }

    @Test
    void pretendingTriesNobodysPassword() {
        LdapDirectory ldap = ldap("tls", "");
        ldap.pretend("ann");
        assertThat(ldap.authenticate("ann", "of ann")).isPresent();
    }

    @Test
    void aServerThatNobodyVouchesForGetsNoPassword() {
        for (String url : List.of(directory.url("tls"), directory.url("plain"))) {
            LdapDirectory ldap = directory(BASE.formatted(url));
            assertThatThrownBy(() -> ldap.authenticate("ann", "of ann")).isInstanceOf(DirectoryUnavailable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls", "plain"})
    void aCertificateOfAnotherNameIsRefused(String listener) {
        try (TestDirectory other = new TestDirectory(folder, "directory.example.org")) {
            LdapDirectory ldap = ldap(other, listener, "");
            assertThatThrownBy(() -> ldap.authenticate("ann", "of ann")).isInstanceOf(DirectoryUnavailable.class);
        }
    }

    @Test
    void theNextServerAnswersWhenOneIsDown() throws IOException {
        String urls = "ldaps://localhost:" + closedPort() + ", " + directory.url("tls");
        LdapDirectory ldap = directory(BASE.formatted(urls) + "  ca_file: " + directory.certificate() + "\n");
        assertThat(ldap.authenticate("ann", "of ann")).isPresent();
    }

    @Test
    void aDirectoryThatIsDownOrMuteOrRefusesTheSearcherIsUnavailable() throws IOException {
        String down = BASE.formatted("ldaps://localhost:" + closedPort());
        assertThatThrownBy(() -> directory(down).authenticate("ann", "of ann"))
                .isInstanceOf(DirectoryUnavailable.class);
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String silent =
                    BASE.formatted("ldap://localhost:" + mute.getLocalPort()) + "  starttls: false\n  timeout: 200ms\n";
            assertThatThrownBy(() -> directory(silent).authenticate("ann", "of ann"))
                    .isInstanceOf(DirectoryUnavailable.class);
            assertThatThrownBy(() -> directory(silent).pretend("ann")).isInstanceOf(DirectoryUnavailable.class);
        }
        String wrong = BASE.replace("search me", "changed").formatted(directory.url("tls")) + "  ca_file: "
                + directory.certificate() + "\n";
        assertThatThrownBy(() -> directory(wrong).authenticate("ann", "of ann"))
                .isInstanceOf(DirectoryUnavailable.class);
    }

    @Test
    void withoutConfigurationThereIsNone() {
        assertThat(new LdapDirectory(null, new Telemetry(TimeSource.SYSTEM)).configured())
                .isFalse();
        assertThat(Configured.by("{}", LdapSettings::from)).isEmpty();
    }

    @Test
    void aConfigurationThatCannotWorkIsSaid() {
        assertThat(Configured.problems("ldap: {}", LdapSettings::from))
                .anyMatch(problem -> problem.contains("ldap.url"))
                .anyMatch(problem -> problem.contains("ldap.user_base"));
        assertThat(Configured.problems(
                        "ldap: {url: 'http://x', user_base: nonsense, user_filter: '(uid={user}', bind_dn: cn=x}",
                        LdapSettings::from))
                .hasSize(4);
        assertThat(Configured.problems(
                        "ldap: {url: 'ldaps://x', user_base: dc=x, user_filter: (uid=ann)}", LdapSettings::from))
                .anyMatch(problem -> problem.contains("{user}"));
        assertThat(Configured.problems(
                        "ldap: {url: 'ldaps://x', user_base: dc=x, bind_dn: cn=x, bind_password_file: /nowhere}",
                        LdapSettings::from))
                .as("one fault is told once")
                .singleElement()
                .asString()
                .contains("bind_password_file: the secret in /nowhere cannot be read");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return once.getLocalPort();
        }
    }

    private static LdapDirectory ldap(String listener, String more) {
        return ldap(directory, listener, more);
    }

    private static LdapDirectory ldap(TestDirectory asked, String listener, String more) {
        return directory(BASE.formatted(asked.url(listener)) + "  ca_file: " + asked.certificate() + "\n" + more);
    }

    private static LdapDirectory directory(String yaml) {
        Optional<LdapSettings> settings = Configured.by(yaml, LdapSettings::from);
        return new LdapDirectory(settings.orElseThrow(), new Telemetry(TimeSource.SYSTEM));
    }
}
