package io.heartbeat.access.oidc;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.Instant;

/**
 * A login between the way to the provider and the way back.
 *
 * @param nonce must be in the ID token
 * @param verifier proves to the provider that who asked is who comes for the answer (RFC 7636)
 * @param redirect where the provider sends the browser
 * @param next where the browser goes afterwards
 * @param until then it is over
 */
record Attempt(Nonce nonce, CodeVerifier verifier, URI redirect, String next, Instant until) {}
