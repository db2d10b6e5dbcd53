package io.heartbeat.access.oidc;

import io.heartbeat.settings.Section;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The provider of OpenID Connect that users may come from.
 *
 * @param issuer its address; what else there is to know is found below it
 * @param clientId this server's name over there
 * @param clientSecret this server's password over there; empty for a public client
 * @param scopes asked for besides openid
 * @param userClaim has the login name
 * @param fullNameClaim has what others read
 * @param groupsClaim has the groups; dots lead into objects, as in realm_access.roles
 * @param loginGroups only their members may log in; empty: everybody
 * @param label of the button on the login page; empty for the usual one
 * @param redirectUri where the provider sends browsers back to; empty: the address that the browser used
 * @param caFile PEM file of who vouches for the provider's TLS; empty: whom this Java trusts
 * @param timeout for each answer
 */
public record OidcSettings(
        String issuer,
        String clientId,
        Optional<String> clientSecret,
        List<String> scopes,
        String userClaim,
        String fullNameClaim,
        String groupsClaim,
        List<String> loginGroups,
        String label,
        Optional<String> redirectUri,
        Optional<Path> caFile,
        Duration timeout) {
    /** Copies the lists. */
    public OidcSettings {
        scopes = List.copyOf(scopes);
        loginGroups = List.copyOf(loginGroups);
    }

    /** Reads oidc; empty when it is not there. */
    public static Optional<OidcSettings> from(Section root) {
        if (!root.isSection("oidc")) {
            root.has("oidc");
            return Optional.empty();
        }
        Section oidc = root.section("oidc");
        OidcSettings settings = new OidcSettings(
                oidc.text("issuer", ""),
                oidc.text("client_id", ""),
                oidc.secret("client_secret"),
                oidc.has("scopes") ? oidc.texts("scopes") : List.of("profile", "email"),
                oidc.text("user_claim", "preferred_username"),
                oidc.text("full_name_claim", "name"),
                oidc.text("groups_claim", "groups"),
                oidc.texts("login_groups"),
                oidc.text("label", ""),
                Optional.ofNullable(oidc.text("redirect_uri", null)),
                Optional.ofNullable(oidc.path("ca_file", null)),
                oidc.seconds("timeout", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMinutes(1)));
        settings.check(oidc);
        return Optional.of(settings);
    }

    private void check(Section oidc) {
        if (!protectedAddress(issuer)) {
            oidc.problem("issuer", "must be an https:// address, such as https://login.example.org/realms/main");
        }
        if (clientId.isBlank()) {
            oidc.problem("client_id", "says what this server is called at the provider");
        }
        if (redirectUri.isPresent() && !redirectUri.get().matches("https?://[^/]+(/.*)?/sso/callback")) {
            oidc.problem("redirect_uri", "must be this server's own address with /sso/callback at its end");
        }
    }

    /** TLS, or a provider on this very machine. */
    private static boolean protectedAddress(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme())
                                    && uri.getHost().matches("localhost|127\\..*|\\[::1]")
                                    && InetAddress.getByName(uri.getHost()).isLoopbackAddress());
        } catch (IllegalArgumentException | UnknownHostException e) {
            return false;
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", " + clientId + "]";
    }
}
