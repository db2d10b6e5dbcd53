package io.heartbeat.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.heartbeat.access.Identity;
import io.heartbeat.access.oidc.OidcException.Kind;
import io.heartbeat.clock.TimeSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Logins at a provider of OpenID Connect: the code flow with PKCE, state and nonce; the ID token's signature is checked with the
 * keys that the provider publishes. Thread-safe.
 */
@ApplicationScoped
public class OidcClient {
    private static final Duration METADATA_AGE = Duration.ofHours(1);

    private final OidcSettings settings;
    private final TimeSource time;
    private final Attempts attempts;
    private volatile Provider provider;

    /** For the container's proxy. */
    protected OidcClient() {
        this(null, null);
    }

    /** @param settings null when there is no provider */
    @Inject
    public OidcClient(OidcSettings settings, TimeSource time) {
        this.settings = settings;
        this.time = time;
        this.attempts = new Attempts(time);
    }

    /**
     * A login that begins.
     *
     * @param address where the browser is to go
     * @param state names it; the browser must bring it back by the address and by a cookie
     */
    public record Begun(URI address, String state) {}

    /**
     * Somebody who came back.
     *
     * @param next where the browser goes afterwards, as {@link #begin} was told
     */
    public record Arrived(Identity identity, String next) {}

    /** Whether there is a provider. */
    public boolean configured() {
        return settings != null;
    }

    /** What the button on the login page says; empty for the usual. */
    public String label() {
        return settings == null ? "" : settings.label();
    }

    /**
     * Begins a login.
     *
     * @param callback this server's address for the way back, as the browser sees it
     * @param next where the browser goes afterwards
     */
    public Begun begin(URI callback, String next) throws OidcException {
        Provider known = provider();
        State state = new State(32);
        Attempt attempt = new Attempt(
                new Nonce(32),
                new CodeVerifier(),
                settings.redirectUri().map(URI::create).orElse(callback),
                next,
                time.wall().plus(Attempts.PATIENCE));
        Scope scope = new Scope("openid");
        settings.scopes().forEach(scope::add);
        AuthenticationRequest request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, scope, new ClientID(settings.clientId()), attempt.redirect())
                .endpointURI(known.metadata().getAuthorizationEndpointURI())
                .state(state)
                .nonce(attempt.nonce())
                .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
                .build();
        attempts.begin(state.getValue(), attempt);
        return new Begun(request.toURI(), state.getValue());
    }

    /**
     * Ends a login.
     *
     * @param query of the address that the provider sent the browser to
     * @param state as the browser's cookie has it, null without one
     */
    public Arrived end(String query, String state) throws OidcException {
        AuthenticationResponse response = parsed(query);
        String named = response.getState() == null ? "" : response.getState().getValue();
        if (!named.equals(state)) {
            throw new OidcException(Kind.EXPIRED, "the browser that came back is not the one that was sent");
        }
        Attempt attempt = attempts.end(named)
                .orElseThrow(() -> new OidcException(Kind.EXPIRED, "it took too long, or came back twice"));
        Provider known = provider();
        if (response.getIssuer() != null
                && !response.getIssuer().equals(known.metadata().getIssuer())) {
            throw new OidcException(Kind.FAILED, "another provider answered: " + response.getIssuer());
        }
        if (!response.indicatesSuccess()) {
            ErrorObject error = response.toErrorResponse().getErrorObject();
            throw new OidcException(Kind.DENIED, "the provider says " + error.getCode() + " " + error.getDescription());
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            throw new OidcException(Kind.FAILED, "the provider sent no code");
        }
        return new Arrived(Claims.identity(settings, claims(known, attempt, code)), attempt.next());
    }

    private static AuthenticationResponse parsed(String query) throws OidcException {
        try {
            return AuthenticationResponseParser.parse(URI.create("http://localhost/?" + (query == null ? "" : query)));
        } catch (ParseException | IllegalArgumentException e) {
            throw new OidcException(Kind.FAILED, "the provider's answer cannot be read: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> claims(Provider known, Attempt attempt, AuthorizationCode code) throws OidcException {
        OIDCTokens tokens = tokens(known, attempt, code);
        Map<String, Object> claims = new HashMap<>();
        try {
            if (tokens.getIDToken() == null) {
                throw new OidcException(Kind.FAILED, "the provider sent no ID token");
            }
            IDTokenClaimsSet sure = known.validator().validate(tokens.getIDToken(), attempt.nonce());
            claims.putAll(sure.toJSONObject());
        } catch (BadJOSEException | JOSEException e) {
            throw new OidcException(Kind.FAILED, "the ID token cannot be believed: " + e.getMessage(), e);
        }
        if (Claims.lacking(settings, claims) && known.metadata().getUserInfoEndpointURI() != null) {
            userInfo(known, tokens, (String) claims.get("sub")).forEach(claims::putIfAbsent);
        }
        return claims;
    }

    private OIDCTokens tokens(Provider known, Attempt attempt, AuthorizationCode code) throws OidcException {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, attempt.redirect(), attempt.verifier());
        URI address = known.metadata().getTokenEndpointURI();
        TokenRequest request = settings.clientSecret().isPresent()
                ? new TokenRequest.Builder(address, authentication(known.metadata()), grant).build()
                : new TokenRequest.Builder(address, new ClientID(settings.clientId()), grant).build();
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(
                    prepared(request.toHTTPRequest()).send());
            if (!response.indicatesSuccess()) {
                ErrorObject error = response.toErrorResponse().getErrorObject();
                throw new OidcException(
                        Kind.FAILED, "the provider gives no token: " + error.getCode() + " " + error.getDescription());
            }
            return ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens();
        } catch (ParseException e) {
            throw new OidcException(Kind.FAILED, "the provider's token cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
        ClientID id = new ClientID(settings.clientId());
        Secret secret = new Secret(settings.clientSecret().orElseThrow());
        boolean postOnly = metadata.getTokenEndpointAuthMethods() != null
                && !metadata.getTokenEndpointAuthMethods().contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && metadata.getTokenEndpointAuthMethods().contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return postOnly ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
    }

    /** What the provider says of the user besides; of nobody else than the token's. */
    private Map<String, Object> userInfo(Provider known, OIDCTokens tokens, String subject) throws OidcException {
        try {
            HTTPRequest request = new UserInfoRequest(
                            known.metadata().getUserInfoEndpointURI(), tokens.getBearerAccessToken())
                    .toHTTPRequest();
            UserInfoResponse response = UserInfoResponse.parse(prepared(request).send());
            if (!response.indicatesSuccess() || response.toSuccessResponse().getUserInfo() == null) {
                return Map.of();
            }
            Map<String, Object> claims =
                    response.toSuccessResponse().getUserInfo().toJSONObject();
            if (!subject.equals(claims.get("sub"))) {
                throw new OidcException(Kind.FAILED, "the provider tells of somebody else than the token does");
            }
            return claims;
        } catch (ParseException e) {
            throw new OidcException(Kind.FAILED, "what the provider tells of the user cannot be read", e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private HTTPRequest prepared(HTTPRequest request) throws OidcException {
        configure(request);
        request.setFollowRedirects(false);
        return request;
    }

    private void configure(HTTPRequest request) throws OidcException {
        request.setConnectTimeout((int) settings.timeout().toMillis());
        request.setReadTimeout((int) settings.timeout().toMillis());
        request.setSSLSocketFactory(Trust.of(settings.caFile()));
    }

    /** Asked for once an hour; while the provider is away, what was known serves on. */
    private Provider provider() throws OidcException {
        Provider known = provider;
        if (known != null && known.found().plus(METADATA_AGE).isAfter(time.wall())) {
            return known;
        }
        try {
            HTTPRequest request = new HTTPRequest(
                    HTTPRequest.Method.GET, OIDCProviderMetadata.resolveURL(new Issuer(settings.issuer())));
            configure(request);
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(
                    request.send().getBodyAsJSONObject().toJSONString());
            if (!metadata.getIssuer().getValue().equals(settings.issuer())) {
                throw new OidcException(Kind.FAILED, "issuer must be as the provider says: " + metadata.getIssuer());
            }
            provider = Provider.of(metadata, settings, Trust.of(settings.caFile()), time.wall());
            return provider;
        } catch (GeneralException e) {
            throw new OidcException(Kind.FAILED, "the provider's description cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            if (known != null) {
                return known;
            }
            throw unavailable(e);
        }
    }

    private OidcException unavailable(IOException e) {
        return new OidcException(
                Kind.UNAVAILABLE,
                String.format(Locale.ROOT, "the provider at %s does not answer: %s", settings.issuer(), e.getMessage()),
                e);
    }
}
