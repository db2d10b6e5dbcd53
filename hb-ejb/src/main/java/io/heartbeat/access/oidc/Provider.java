package io.heartbeat.access.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.MalformedURLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/**
 * What is known of the provider: its published description, and its keys, which are fetched anew when an unknown one is named.
 *
 * @param metadata as it was found below the issuer's address
 * @param validator checks signature, issuer, audience, times and nonce of ID tokens
 * @param found when
 */
record Provider(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant found) {
    private static final int MOST_BYTES = 512 * 1024;
    private static final int SKEW_SECONDS = 60;

    static Provider of(OIDCProviderMetadata metadata, OidcSettings settings, SSLSocketFactory tls, Instant now)
            throws MalformedURLException {
        int millis = (int) settings.timeout().toMillis();
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        metadata.getJWKSetURI().toURL(),
                        new DefaultResourceRetriever(millis, millis, MOST_BYTES, true, tls))
                .retrying(true)
                .build();
        // Signed with a key that only the provider has: neither "none" nor a MAC with our own secret.
        Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);
        IDTokenValidator validator = new IDTokenValidator(
                metadata.getIssuer(),
                new ClientID(settings.clientId()),
                new JWSVerificationKeySelector<>(algorithms, keys),
                null);
        validator.setMaxClockSkew(SKEW_SECONDS);
        return new Provider(metadata, validator, now);
    }
}
