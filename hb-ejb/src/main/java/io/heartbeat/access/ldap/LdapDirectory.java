package io.heartbeat.access.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import io.heartbeat.access.Directory;
import io.heartbeat.access.DirectoryUnavailable;
import io.heartbeat.access.Identity;
import io.heartbeat.access.Origin;
import io.heartbeat.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A directory by LDAP (RFC 4511): searches the user's entry and groups as the configured account, then tries the password by a
 * bind as the user. A connection for each login, so that none outlives what was changed there. Thread-safe.
 */
@ApplicationScoped
public class LdapDirectory implements Directory {
    private static final String NO_ENTRY = "cn=heartbeat-no-such-entry";
    private static final String UUID = "entryUUID";
    private static final String GUID = "objectGUID";
    private static final int MOST_GROUPS = 2_000;

    private final LdapSettings settings;
    private final LdapConnections connections;
    private final Telemetry telemetry;

    /** For the container's proxy. */
    protected LdapDirectory() {
        this(null, null);
    }

    /** @param settings null when there is no directory */
    @Inject
    public LdapDirectory(LdapSettings settings, Telemetry telemetry) {
        this.settings = settings;
        this.telemetry = telemetry;
        this.connections = settings == null ? null : new LdapConnections(settings);
    }

    @Override
    public boolean configured() {
        return settings != null;
    }

    @Override
    public Optional<Identity> authenticate(String name, String password) {
        return ask(name, password);
    }

    @Override
    public void pretend(String name) {
        ask(name, null);
    }

    /** @param password null to try that of nobody */
    private Optional<Identity> ask(String name, String password) {
        try (LDAPConnection connection = connections.open()) {
            Optional<SearchResultEntry> entry = user(connection, name);
            String dn = entry.map(SearchResultEntry::getDN).orElse(NO_ENTRY + "," + settings.userBase());
            // Asked for nobody too, so that the time tells nothing.
            Set<String> groups = groups(connection, entry, dn, name);
            Optional<Identity> identity = entry.map(found -> identity(found, groups));
            // A bind without a password succeeds by the rules of LDAP, and proves nothing (RFC 4513, 5.1.2).
            boolean tried = entry.isPresent() && password != null && !password.isEmpty();
            boolean right = tried
                    ? accepts(connection, dn, password)
                    : accepts(connection, NO_ENTRY + "," + settings.userBase(), "wrong on purpose");
            return right && tried ? identity.filter(this::welcome) : Optional.empty();
        } catch (LDAPException e) {
            telemetry.report(new LdapFailed(connections.toString(), e.getMessage()));
            throw new DirectoryUnavailable("the directory cannot be asked now", e);
        }
    }

    private Optional<SearchResultEntry> user(LDAPConnection connection, String name) throws LDAPException {
        Filter filter = Filter.create(settings.userFilter().replace("{user}", Filter.encodeValue(name)));
        List<SearchResultEntry> found = search(
                connection,
                settings.userBase(),
                filter,
                2,
                settings.nameAttribute(),
                settings.fullNameAttribute(),
                settings.memberOf(),
                UUID,
                GUID);
        // Two entries for one name would let one log in as the other.
        return found.size() == 1 && found.get(0).hasAttribute(settings.nameAttribute())
                ? Optional.of(found.get(0))
                : Optional.empty();
    }

    private Identity identity(SearchResultEntry entry, Set<String> groups) {
        return new Identity(
                Origin.LDAP,
                entry.getAttributeValue(settings.nameAttribute()),
                entry.getAttributeValue(settings.fullNameAttribute()),
                subject(entry),
                groups);
    }

    private static String subject(SearchResultEntry entry) {
        Attribute guid = entry.getAttribute(GUID);
        return guid == null ? entry.getAttributeValue(UUID) : HexFormat.of().formatHex(guid.getValueByteArray());
    }

    /** Each group by its whole name, and by the short one that people use. */
    private Set<String> groups(LDAPConnection connection, Optional<SearchResultEntry> entry, String dn, String typed)
            throws LDAPException {
        Set<String> groups = new LinkedHashSet<>();
        String[] named = entry.map(found -> found.getAttributeValues(settings.memberOf()))
                .orElse(null);
        for (String group : named == null ? new String[0] : named) {
            if (settings.groupBase().isEmpty()
                    || below(group, settings.groupBase().get())) {
                add(groups, group, null);
            }
        }
        if (settings.groupBase().isPresent()) {
            String filter = settings.groupFilter()
                    .replace("{dn}", Filter.encodeValue(dn))
                    .replace("{user}", Filter.encodeValue(typed));
            String attribute = settings.groupAttribute();
            for (SearchResultEntry group :
                    search(connection, settings.groupBase().get(), Filter.create(filter), MOST_GROUPS, attribute)) {
                add(groups, group.getDN(), group.getAttributeValue(attribute));
            }
        }
        return groups;
    }

    private static void add(Set<String> groups, String dn, String name) {
        groups.add(dn.toLowerCase(Locale.ROOT));
        try {
            RDN first = new DN(dn).getRDN();
            groups.add((name == null && first != null ? first.getAttributeValues()[0] : String.valueOf(name))
                    .toLowerCase(Locale.ROOT));
        } catch (LDAPException noName) {
            // A value that is no name of an entry stands for itself.
        }
    }

    private static boolean below(String dn, String base) {
        try {
            return DN.isDescendantOf(dn, base, true);
        } catch (LDAPException noName) {
            return false;
        }
    }

    private boolean welcome(Identity identity) {
        return settings.loginGroups().isEmpty()
                || settings.loginGroups().stream()
                        .anyMatch(group -> identity.groups().contains(group.toLowerCase(Locale.ROOT)));
    }

    private List<SearchResultEntry> search(
            LDAPConnection connection, String base, Filter filter, int most, String... attributes)
            throws LDAPException {
        SearchRequest request = new SearchRequest(
                base,
                SearchScope.SUB,
                DereferencePolicy.NEVER,
                most,
                (int) Math.max(1, settings.timeout().toSeconds()),
                false,
                filter,
                attributes);
        try {
            return connection.search(request).getSearchEntries();
        } catch (LDAPException e) {
            if (e.getResultCode() == ResultCode.NO_SUCH_OBJECT || e.getResultCode() == ResultCode.SIZE_LIMIT_EXCEEDED) {
                return List.of();
            }
            throw e;
        }
    }

    /** Whether the directory takes the password; what else it may have against it, such as a locked account, is a no too. */
    private static boolean accepts(LDAPConnection connection, String dn, String password) throws LDAPException {
        try {
            return connection.bind(new SimpleBindRequest(dn, password)).getResultCode() == ResultCode.SUCCESS;
        } catch (LDAPException e) {
            if (e.getResultCode().isConnectionUsable() && e.getResultCode() != ResultCode.BUSY) {
                return false;
            }
            throw e;
        }
    }
}
