package io.heartbeat.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import io.heartbeat.Configured;
import io.heartbeat.SteppedTime;
import io.heartbeat.access.Identity;
import io.heartbeat.access.Origin;
import io.heartbeat.access.oidc.OidcException.Kind;
import io.heartbeat.access.oidc.TestProvider.Signing;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole exchange with a provider on real sockets; the browser is the test. */
class OidcClientTest {
    private static final URI CALLBACK = URI.create("http://localhost:1/sso/callback");

    private final SteppedTime time = new SteppedTime();
    private TestProvider provider;

    @BeforeEach
    void open() {
        provider = new TestProvider();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void whoComesBackIsWhoTheProviderSays() throws OidcException {
        OidcClient client = client("");
        OidcClient.Begun begun = client.begin(CALLBACK, "/live?q=web");
        assertThat(begun.address().getQuery())
                .contains("code_challenge_method=S256", "scope=openid+profile+email", "nonce=", "response_type=code");
        OidcClient.Arrived arrived = client.end(provider.visit(begun.address()), begun.state());
        assertThat(arrived.next()).isEqualTo("/live?q=web");
        Identity ann = arrived.identity();
        assertThat(ann.origin()).isEqualTo(Origin.OIDC);
        assertThat(ann.name()).isEqualTo("ann");
        assertThat(ann.fullName()).isEqualTo("Ann Example");
        assertThat(ann.subject()).isEqualTo(provider.issuer() + " 42");
        assertThat(ann.groups()).containsExactlyInAnyOrder("operators", "/deep/er", "deep/er");
    }

    @Test
    void anAnswerCountsOnceForTheBrowserThatAskedAndForTenMinutes() throws OidcException {
        OidcClient client = client("");
        OidcClient.Begun begun = client.begin(CALLBACK, "/live");
        String query = provider.visit(begun.address());
        assertThat(failure(client, query, null)).isEqualTo(Kind.EXPIRED);
        assertThat(failure(client, query, "another")).isEqualTo(Kind.EXPIRED);
        assertThat(client.end(query, begun.state()).identity().name()).isEqualTo("ann");
        assertThat(failure(client, query, begun.state())).isEqualTo(Kind.EXPIRED);

        OidcClient.Begun late = client.begin(CALLBACK, "/live");
        time.pass(Attempts.PATIENCE);
        assertThat(failure(client, provider.visit(late.address()), late.state()))
                .isEqualTo(Kind.EXPIRED);
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> lies() {
        Date past = new Date(System.currentTimeMillis() - 120_000);
        return Stream.of(
                claims -> claims.claim("nonce", "another"),
                claims -> claims.claim("nonce", null),
                claims -> claims.issuer("http://localhost:1"),
                claims -> claims.audience("somebody else"),
                claims -> claims.audience(List.of("heartbeat", "somebody else")).claim("azp", "somebody else"),
                claims -> claims.expirationTime(past),
                claims -> claims.expirationTime(null),
                claims -> claims.issueTime(new Date(System.currentTimeMillis() + 600_000)),
                claims -> claims.subject(null));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aTokenThatIsNotForThisLoginIsNotBelieved(UnaryOperator<JWTClaimsSet.Builder> lie) throws OidcException {
        provider.claiming(lie);
        assertThat(failure(client(""))).isEqualTo(Kind.FAILED);
    }

    @ParameterizedTest
    @EnumSource(value = Signing.class, names = "RIGHT", mode = EnumSource.Mode.EXCLUDE)
    void aTokenThatTheProviderDidNotSignIsNotBelieved(Signing how) throws OidcException {
        provider.signing(how);
        assertThat(failure(client(""))).isEqualTo(Kind.FAILED);
    }

    @Test
    void aNewKeyOfTheProviderIsFetched() throws OidcException {
        OidcClient client = client("");
        assertThat(arrived(client).name()).isEqualTo("ann");
        provider.renewKey();
        assertThat(arrived(client).name()).isEqualTo("ann");
    }

    @Test
    void codesOfAnotherBrowsersLoginAreWorthNothing() throws OidcException {
        OidcClient client = client("");
        OidcClient.Begun mine = client.begin(CALLBACK, "/live");
        OidcClient.Begun others = client.begin(CALLBACK, "/live");
        String stolen = provider.visit(others.address()).replace(others.state(), mine.state());
        assertThat(failure(client, stolen, mine.state())).isEqualTo(Kind.FAILED);
    }

    @Test
    void whatTheTokenLacksTheProviderIsAskedForAboutTheSamePersonOnly() throws OidcException {
        provider.claiming(claims -> claims.claim("groups", null).claim("name", null));
        provider.userInfo(
                "{\"sub\":\"42\",\"groups\":\"Chiefs\",\"name\":\"Ann of Info\",\"preferred_username\":\"root\"}");
        Identity ann = arrived(client(""));
        assertThat(ann.name()).isEqualTo("ann");
        assertThat(ann.fullName()).isEqualTo("Ann of Info");
        assertThat(ann.groups()).containsExactly("chiefs");
        provider.userInfo("{\"sub\":\"43\",\"groups\":\"Chiefs\"}");
        assertThat(failure(client(""))).isEqualTo(Kind.FAILED);
    }

    @Test
    void claimsAreFoundByWholeNamesAndAlongDots() throws OidcException {
        provider.claiming(claims -> claims.claim("https://example.org/login.name", "eve")
                .claim("realm_access", Map.of("roles", List.of("Deep"))));
        Identity eve =
                arrived(client("  user_claim: https://example.org/login.name\n  groups_claim: realm_access.roles\n"));
        assertThat(eve.name()).isEqualTo("eve");
        assertThat(eve.groups()).containsExactly("deep");
    }

    @Test
    void onlyMembersOfTheLoginGroupsComeIn() throws OidcException {
        assertThat(arrived(client("  login_groups: [operators]\n")).name()).isEqualTo("ann");
        assertThat(failure(client("  login_groups: [Chiefs]\n"))).isEqualTo(Kind.DENIED);
    }

    @Test
    void aNoOfTheProviderIsANo() throws OidcException {
        OidcClient client = client("");
        OidcClient.Begun begun = client.begin(CALLBACK, "/live");
        assertThat(failure(client, "error=access_denied&state=" + begun.state(), begun.state()))
                .isEqualTo(Kind.DENIED);
        assertThat(failure(client, "nonsense", begun.state())).isEqualTo(Kind.EXPIRED);
        assertThat(failure(client, null, begun.state())).isEqualTo(Kind.EXPIRED);
        OidcClient.Begun mixed = client.begin(CALLBACK, "/live");
        String other = provider.visit(mixed.address()).replaceAll("iss=.*", "iss=http%3A%2F%2Fevil.example");
        assertThat(failure(client, other, mixed.state())).isEqualTo(Kind.FAILED);
    }

    @Test
    void aProviderThatIsAwayIsSaidAndOneThatIsAnotherIsRefused() {
        OidcClient client = client("");
        provider.callsItself("http://localhost:1");
        assertThat(catchThrowableOfType(OidcException.class, () -> client.begin(CALLBACK, "/"))
                        .kind())
                .isEqualTo(Kind.FAILED);
        provider.close();
        assertThat(catchThrowableOfType(OidcException.class, () -> client.begin(CALLBACK, "/"))
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void whatWasKnownOfTheProviderOutlivesItsAbsence() throws OidcException {
        OidcClient client = client("");
        assertThat(arrived(client).name()).isEqualTo("ann");
        provider.close();
        time.pass(Duration.ofHours(2));
        assertThat(client.begin(CALLBACK, "/").address().getHost()).isEqualTo("localhost");
    }

    @Test
    void aConfigurationThatCannotWorkIsSaid() {
        assertThat(Configured.problems("oidc: {}", OidcSettings::from)).hasSize(2);
        assertThat(Configured.problems(
                        "oidc: {issuer: 'http://login.example.org', client_id: x, redirect_uri: 'https://x/y'}",
                        OidcSettings::from))
                .hasSize(2);
        assertThat(Configured.by("{}", OidcSettings::from)).isEmpty();
        assertThat(new OidcClient(null, time).configured()).isFalse();
    }

    private Identity arrived(OidcClient client) throws OidcException {
        OidcClient.Begun begun = client.begin(CALLBACK, "/live");
        return client.end(provider.visit(begun.address()), begun.state()).identity();
    }

    private Kind failure(OidcClient client) throws OidcException {
        OidcClient.Begun begun = client.begin(CALLBACK, "/live");
        return failure(client, provider.visit(begun.address()), begun.state());
    }

    private static Kind failure(OidcClient client, String query, String state) {
        return catchThrowableOfType(OidcException.class, () -> client.end(query, state))
                .kind();
    }

    private OidcClient client(String more) {
        String yaml = "oidc:\n  issuer: " + provider.issuer() + "\n  client_id: heartbeat\n  client_secret: "
                + TestProvider.SECRET + "\n" + more;
        return new OidcClient(Configured.by(yaml, OidcSettings::from).orElseThrow(), time);
    }
}
