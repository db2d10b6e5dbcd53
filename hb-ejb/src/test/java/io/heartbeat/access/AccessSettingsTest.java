package io.heartbeat.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import io.heartbeat.notify.Recipient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {
    private static final String HASH = "b8b4f7b6f7c1a5e6d0a5d3d1f2e4c6b8a0917263544536271809f0e1d2c3b4a5";

    @Test
    void usersAndRolesAreRead() {
        AccessSettings access = Configured.by(
                """
                users:
                  ann: {full_name: Ann, admin: true, password: 'pbkdf2:sha256$salt$%s'}
                  bob:
                hosts:
                  web: {owner: bob, managers: ann}
                  db:
                """
                        .formatted(HASH),
                AccessSettings::from);
        assertThat(access.defaultOwner()).contains("ann");
        assertThat(access.users().get("bob").fullName()).isEqualTo("bob");
        assertThat(access.hosts()).containsOnlyKeys("web");
        assertThat(access.hosts().get("web").managers()).containsExactly("ann");
        assertThat(access.toString()).doesNotContain(HASH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pbkdf2:sha256$salt$" + HASH,
                "pbkdf2:sha256:600000$sält ü$" + HASH,
                "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b0dWRWJTmaaJObG"
            })
    void hashesOfBothKindsAreReadable(String hash) {
        assertThat(Configured.problems("users: {ann: {password: '" + hash + "'}}", AccessSettings::from))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "pbkdf2:sha256$$" + HASH,
                "pbkdf2:sha256:0$salt$" + HASH,
                "pbkdf2:sha256:99999999$salt$" + HASH,
                "pbkdf2:sha1$salt$" + HASH,
                "pbkdf2:sha256$salt$abc",
                "$argon2i$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b0dWRWJTmaaJObG"
            })
    void everythingElseIsRefusedWithoutBeingShown(String hash) {
        assertThat(Configured.problems("users: {ann: {password: '" + hash + "'}}", AccessSettings::from))
                .singleElement()
                .asString()
                .startsWith("1: users.ann.password: must be a hash")
                .endsWith("`hbd passwd ann` makes one")
                .doesNotContain(hash);
    }

    @Test
    void strangersAreProblems() {
        assertThat(Configured.problems(
                        "default_owner: eve\nusers: {ann: {}}\nhosts:\n  web: {owner: ann, monitors: [bob]}\n",
                        AccessSettings::from))
                .containsExactly(
                        "1: default_owner: there is no user `eve` under users",
                        "4: hosts.web.monitors: there is no user `bob` under users");
    }

    @Test
    void channelsAreAListOrAMap() {
        AccessSettings access = Configured.by(
                """
                users:
                  ann: {notification_channels: {email: a@example.org, pushover: {user: u, priority: 1}, signal: }}
                  bob: {notification_channels: [email]}
                """,
                AccessSettings::from);
        assertThat(access.users().get("ann").channels())
                .containsExactly(
                        new Recipient("email", Map.of("address", "a@example.org")),
                        new Recipient("pushover", Map.of("user", "u", "priority", "1")),
                        new Recipient("signal", Map.of()));
        assertThat(access.users().get("bob").channels()).isEqualTo(List.of(new Recipient("email", Map.of())));
    }

    @Test
    void addressesThatAreNoneAreProblemsAndNotShown() {
        assertThat(Configured.problems(
                        """
                        users:
                          ann: {notification_channels: {email: "s3cret, b@example.org"}}
                          bob: {notification_channels: {pushover: {user: "s3cret key"}, slack: {url: "s3cret"}}}
                        """,
                        AccessSettings::from))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("2: users.ann.notification_channels.email: must be one mail"),
                        line -> assertThat(line)
                                .startsWith("3: users.bob.notification_channels.pushover.user: must be a key"),
                        line -> assertThat(line)
                                .startsWith("3: users.bob.notification_channels.slack.url: must be an address"))
                .noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void channelsThatAreNoneAreProblems() {
        assertThat(Configured.problems(
                        """
                        users:
                          ann:
                            notification_channels: {fax: 1}
                          bob:
                            notification_channels: [fax]
                          carol:
                            notification_channels: {email: {adress: x}}
                        """,
                        AccessSettings::from))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "3: users.ann.notification_channels.fax: `fax` is no channel; there are"
                                                + " discord, email, mattermost, ntfy, pushover, signal, slack, telegram, webhook"),
                        line -> assertThat(line).startsWith("5: users.bob.notification_channels: `fax` is no channel"),
                        line -> assertThat(line).contains("adress: unknown key; did you mean `address`?"));
    }
}
