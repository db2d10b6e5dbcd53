package io.heartbeat.web.security;

import jakarta.security.enterprise.credential.Credential;

/** The secret of a login, from a cookie or an {@code Authorization} header. */
final class TokenCredential implements Credential {
    private final String secret;

    TokenCredential(String secret) {
        this.secret = secret;
    }

    String secret() {
        return secret;
    }
}
