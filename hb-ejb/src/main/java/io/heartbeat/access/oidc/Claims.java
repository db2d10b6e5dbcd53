package io.heartbeat.access.oidc;

import io.heartbeat.access.Identity;
import io.heartbeat.access.Origin;
import io.heartbeat.access.oidc.OidcException.Kind;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a provider claims of a user, read by the names that the configuration has for it. */
final class Claims {
    private Claims() {}

    /** Whether anything is missing that the provider may tell elsewhere. */
    static boolean lacking(OidcSettings settings, Map<String, Object> claims) {
        return claim(claims, settings.userClaim()) == null
                || claim(claims, settings.fullNameClaim()) == null
                || claim(claims, settings.groupsClaim()) == null;
    }

    static Identity identity(OidcSettings settings, Map<String, Object> claims) throws OidcException {
        if (!(claim(claims, settings.userClaim()) instanceof String name)) {
            throw new OidcException(
                    Kind.FAILED, "the provider tells no " + settings.userClaim() + "; set user_claim or scopes");
        }
        Set<String> groups = groups(claim(claims, settings.groupsClaim()));
        if (!settings.loginGroups().isEmpty()
                && settings.loginGroups().stream()
                        .noneMatch(group -> groups.contains(group.toLowerCase(Locale.ROOT)))) {
            throw new OidcException(Kind.DENIED, name + " is in none of login_groups");
        }
        return new Identity(
                Origin.OIDC,
                name,
                claim(claims, settings.fullNameClaim()) instanceof String full ? full : null,
                settings.issuer() + " " + claims.get("sub"),
                groups);
    }

    /** A list, or one text; Keycloak writes groups as paths, which count with and without their first stroke. */
    private static Set<String> groups(Object claim) {
        Set<String> groups = new LinkedHashSet<>();
        Collection<?> all = claim instanceof Collection<?> many ? many : claim == null ? Set.of() : Set.of(claim);
        for (Object one : all) {
            if (one instanceof String group && !group.isBlank()) {
                String folded = group.toLowerCase(Locale.ROOT);
                groups.add(folded);
                groups.add(folded.startsWith("/") ? folded.substring(1) : folded);
            }
        }
        return groups;
    }

    /** By its whole name, else along the dots of it. */
    private static Object claim(Map<String, Object> claims, String name) {
        Object whole = claims.get(name);
        int dot = name.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? inside(inner, name.substring(dot + 1))
                : null;
    }

    private static Object inside(Map<?, ?> map, String path) {
        Object found = map;
        for (String key : path.split("\\.", -1)) {
            found = found instanceof Map<?, ?> inner ? inner.get(key) : null;
        }
        return found;
    }
}
