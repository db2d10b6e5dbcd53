package io.heartbeat.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A small provider of OpenID Connect on loopback: description, keys, code flow with PKCE, tokens, user information. It signs in
 * whoever comes, and lies as a test tells it to.
 */
final class TestProvider implements AutoCloseable {
    static final String SECRET = "a secret of this client and of nobody else 0123456789";

    private static final RSAKey FIRST = key();

    private final HttpServer server;
    private final Map<String, AuthenticationRequest> codes = new HashMap<>();
    private RSAKey key = FIRST;
    private RSAKey published = key;
    private UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;
    private Signing signing = Signing.RIGHT;
    private String userInfo = "{\"sub\":\"42\"}";
    private String told;

    enum Signing {
        RIGHT,
        NONE,
        /** With the client's secret, as a confused validator would accept with our own key. */
        MAC,
        FOREIGN_KEY
    }

    TestProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        told = issuer();
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, description()));
        server.createContext("/keys", exchange -> json(exchange, new JWKSet(published).toString()));
        server.createContext("/token", this::token);
        server.createContext("/userinfo", exchange -> json(exchange, userInfo));
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Changes what the ID token says. */
    void claiming(UnaryOperator<JWTClaimsSet.Builder> change) {
        claims = change;
    }

    void signing(Signing how) {
        signing = how;
    }

    void userInfo(String json) {
        userInfo = json;
    }

    /** Calls itself something else in its description. */
    void callsItself(String issuer) {
        told = issuer;
    }

    /** Changes its key, as providers do now and then. */
    void renewKey() {
        key = key();
        published = key;
    }

    /** What a browser does at the provider: logs in there, and is sent back with this query. */
    String visit(URI address) {
        try {
            AuthenticationRequest request = AuthenticationRequest.parse(address);
            String code = UUID.randomUUID().toString();
            codes.put(code, request);
            return "code=" + code + "&state=" + request.getState().getValue() + "&iss="
                    + URLEncoder.encode(issuer(), StandardCharsets.UTF_8);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private String description() {
        return """
                {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s/token","userinfo_endpoint":"%s/userinfo",
                 "jwks_uri":"%s/keys","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}"""
                .formatted(told, issuer(), issuer(), issuer(), issuer());
    }

    private void token(HttpExchange exchange) throws IOException {
        try {
            HTTPRequest http = new HTTPRequest(HTTPRequest.Method.POST, URI.create(issuer() + "/token"));
            exchange.getRequestHeaders().forEach((name, values) -> http.setHeader(name, values.get(0)));
            http.setBody(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            TokenRequest request = TokenRequest.parse(http);
            AuthorizationCodeGrant grant = (AuthorizationCodeGrant) request.getAuthorizationGrant();
            AuthenticationRequest asked =
                    codes.remove(grant.getAuthorizationCode().getValue());
            boolean right = asked != null
                    && ((ClientSecretBasic) request.getClientAuthentication())
                            .getClientSecret()
                            .getValue()
                            .equals(SECRET)
                    && asked.getRedirectionURI().equals(grant.getRedirectionURI())
                    && CodeChallengeMethod.S256.equals(asked.getCodeChallengeMethod())
                    && CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
                            .equals(asked.getCodeChallenge());
            if (right) {
                json(
                        exchange,
                        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken(asked) + "\"}");
            } else {
                answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            }
        } catch (ParseException | JOSEException e) {
            throw new IOException(e);
        }
    }

    private String idToken(AuthenticationRequest asked) throws JOSEException {
        Date now = new Date();
        JWTClaimsSet set = claims.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject("42")
                        .audience(asked.getClientID().getValue())
                        .issueTime(now)
                        .expirationTime(new Date(now.getTime() + 300_000))
                        .claim("nonce", asked.getNonce().getValue())
                        .claim("preferred_username", "ann")
                        .claim("name", "Ann Example")
                        .claim("groups", List.of("Operators", "/deep/er")))
                .build();
        return signed(set).serialize();
    }

    private JWT signed(JWTClaimsSet set) throws JOSEException {
        if (signing == Signing.NONE) {
            return new PlainJWT(set);
        }
        boolean mac = signing == Signing.MAC;
        RSAKey with = signing == Signing.FOREIGN_KEY ? key() : key;
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(mac ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .build(),
                set);
        jwt.sign(mac ? new MACSigner(SECRET) : new RSASSASigner(with));
        return jwt;
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        answer(exchange, 200, body);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
