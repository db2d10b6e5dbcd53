package io.heartbeat.access.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import io.heartbeat.settings.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directory that users may come from.
 *
 * @param servers where it answers, tried in this order
 * @param secure how connections are protected
 * @param caFile PEM file of who vouches for the servers; empty: whom this Java trusts
 * @param bindDn who searches; empty: anybody may
 * @param bindPassword of who searches
 * @param userBase below this users are searched
 * @param userFilter finds one user, {@code {user}} stands for the name that was typed
 * @param nameAttribute has the login name
 * @param fullNameAttribute has what others read
 * @param groupBase below this groups are searched; empty: those that the user's own entry names
 * @param groupFilter finds the groups of a user, {@code {dn}} stands for the user's entry, {@code {user}} for the name
 * @param groupAttribute has a group's name
 * @param memberOf attribute of a user's entry that names its groups
 * @param loginGroups only their members may log in; empty: everybody
 * @param timeout for each answer
 */
public record LdapSettings(
        List<Server> servers,
        Protection secure,
        Optional<Path> caFile,
        String bindDn,
        String bindPassword,
        String userBase,
        String userFilter,
        String nameAttribute,
        String fullNameAttribute,
        Optional<String> groupBase,
        String groupFilter,
        String groupAttribute,
        String memberOf,
        List<String> loginGroups,
        Duration timeout) {
    /** One server. */
    public record Server(String host, int port) {}

    /** How a connection is protected. */
    public enum Protection {
        /** TLS from the start. */
        TLS,
        /** TLS before anything else is said. */
        STARTTLS,
        /** Not at all: passwords can be read on the way. */
        OFF
    }

    /** Copies the lists. */
    public LdapSettings {
        servers = List.copyOf(servers);
        loginGroups = List.copyOf(loginGroups);
    }

    /** Reads ldap; empty when it is not there. */
    public static Optional<LdapSettings> from(Section root) {
        if (!root.isSection("ldap")) {
            root.has("ldap");
            return Optional.empty();
        }
        Section ldap = root.section("ldap");
        boolean startTls = ldap.flag("starttls", true);
        List<Server> servers = new ArrayList<>();
        Protection secure = servers(ldap, startTls, servers);
        LdapSettings settings = new LdapSettings(
                servers,
                secure,
                Optional.ofNullable(ldap.path("ca_file", null)),
                name(ldap, "bind_dn"),
                ldap.secret("bind_password").orElse(""),
                name(ldap, "user_base"),
                filter(ldap, "user_filter", "(uid={user})"),
                ldap.text("name_attribute", "uid"),
                ldap.text("full_name_attribute", "cn"),
                Optional.of(name(ldap, "group_base")).filter(base -> !base.isEmpty()),
                filter(ldap, "group_filter", "(|(member={dn})(uniqueMember={dn})(memberUid={user}))"),
                ldap.text("group_attribute", "cn"),
                ldap.text("member_of", "memberOf"),
                ldap.texts("login_groups"),
                ldap.seconds("timeout", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMinutes(1)));
        settings.check(ldap);
        return Optional.of(settings);
    }

    private void check(Section ldap) {
        if (userBase.isEmpty()) {
            ldap.problem("user_base", "says below which entry users are searched, such as ou=people,dc=example,dc=org");
        }
        if (!userFilter.contains("{user}")) {
            ldap.problem("user_filter", "must have {user} where the typed name belongs");
        }
        if (!bindDn.isEmpty() && bindPassword.isEmpty() && !ldap.has("bind_password_file")) {
            ldap.problem("bind_dn", "needs bind_password or bind_password_file");
        }
        if (secure == Protection.OFF) {
            ldap.warning("starttls", "passwords go to the directory unprotected; use ldaps:// or starttls: true");
        }
    }

    private static Protection servers(Section ldap, boolean startTls, List<Server> servers) {
        Protection first = null;
        for (String url : ldap.texts("url")) {
            try {
                LDAPURL read = new LDAPURL(url.strip());
                Protection secure = read.getScheme().equalsIgnoreCase("ldaps")
                        ? Protection.TLS
                        : startTls ? Protection.STARTTLS : Protection.OFF;
                if (first != null && first != secure) {
                    ldap.problem("url", "all of one kind: ldaps:// or ldap://");
                }
                first = secure;
                servers.add(new Server(read.getHost(), read.getPort()));
            } catch (LDAPException e) {
                ldap.problem("url", "must be ldaps://HOST[:PORT] or ldap://HOST[:PORT]; " + e.getMessage());
            }
        }
        if (ldap.texts("url").isEmpty()) {
            ldap.problem("url", "says where the directory answers, such as ldaps://ldap.example.org");
        }
        return first == null ? Protection.TLS : first;
    }

    private static String name(Section ldap, String key) {
        String text = ldap.text(key, "");
        if (!text.isEmpty() && !DN.isValidDN(text)) {
            ldap.problem(key, "must be the name of an entry, such as ou=people,dc=example,dc=org");
        }
        return text;
    }

    private static String filter(Section ldap, String key, String def) {
        String text = ldap.text(key, def);
        try {
            Filter.create(text.replace("{user}", "x").replace("{dn}", "x"));
        } catch (LDAPException e) {
            ldap.problem(key, "must be a filter, such as " + def + "; " + e.getMessage());
        }
        return text;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "LdapSettings[" + servers + ", " + secure + "]";
    }
}
