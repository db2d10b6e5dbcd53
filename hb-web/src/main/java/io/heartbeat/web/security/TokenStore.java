package io.heartbeat.web.security;

import io.heartbeat.access.Tokens;
import io.heartbeat.access.User;
import io.heartbeat.access.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/**
 * Tells the container who a token belongs to. Passwords do not come here: a login is throttled and makes a token first. The
 * roles on hosts are not groups either, there is one set of them per host.
 */
@ApplicationScoped
public class TokenStore implements IdentityStore {
    /** Group of every user. */
    public static final String USER = "user";

    /** Group of administrators. */
    public static final String ADMIN = "admin";

    @Inject
    Tokens tokens;

    @Inject
    Users users;

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof TokenCredential token)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        return tokens.find(token.secret())
                .flatMap(login -> users.find(login.user()))
                .filter(User::enabled)
                .map(TokenStore::valid)
                .orElse(CredentialValidationResult.INVALID_RESULT);
    }

    private static CredentialValidationResult valid(User user) {
        return new CredentialValidationResult(user.name(), user.admin() ? Set.of(USER, ADMIN) : Set.of(USER));
    }
}
