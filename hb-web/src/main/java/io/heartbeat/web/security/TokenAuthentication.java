package io.heartbeat.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * The one authentication mechanism, for pages and API: the token of the session cookie, or of a Bearer header. It only says
 * who is there; who may pass without is the business of {@link Gate}, which no server's configuration can switch off.
 */
@ApplicationScoped
public class TokenAuthentication implements HttpAuthenticationMechanism {
    @Inject
    IdentityStoreHandler stores;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<String> secret = Secrets.of(request);
        if (secret.isEmpty()) {
            return context.doNothing();
        }
        CredentialValidationResult result = stores.validate(new TokenCredential(secret.get()));
        return result.getStatus() == Status.VALID ? context.notifyContainerAboutLogin(result) : context.doNothing();
    }
}
