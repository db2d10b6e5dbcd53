package io.heartbeat.access;

import io.heartbeat.settings.Glob;
import io.heartbeat.settings.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What members of a directory's or provider's groups may do. Names of groups are compared without regard to case, as
 * directories do.
 *
 * @param grants by group, in lower case
 */
public record GroupRoles(Map<String, Grant> grants) {
    /** No group grants anything. */
    public static final GroupRoles NONE = new GroupRoles(Map.of());

    /** Copies the map. */
    public GroupRoles {
        grants = Map.copyOf(grants);
    }

    /**
     * What one group grants.
     *
     * @param admin owner everywhere, and users
     * @param hosts patterns of names, by role
     */
    public record Grant(boolean admin, Map<Role, List<Glob>> hosts) {
        /** Copies the map. */
        public Grant {
            hosts = Map.copyOf(hosts);
        }
    }

    /** Reads group_roles. */
    static GroupRoles from(Section root) {
        Map<String, Grant> grants = new LinkedHashMap<>();
        root.sections("group_roles").forEach((group, section) -> {
            Map<Role, List<Glob>> hosts = new LinkedHashMap<>();
            for (Role role : Role.values()) {
                String key = role.name().toLowerCase(Locale.ROOT);
                hosts.put(role, section.texts(key).stream().map(Glob::new).toList());
            }
            grants.put(key(group), new Grant(section.flag("admin", false), hosts));
        });
        return new GroupRoles(grants);
    }

    /** Those of the groups that grant anything. */
    Set<String> known(Collection<String> groups) {
        return groups.stream().map(GroupRoles::key).filter(grants::containsKey).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether one of the groups makes administrators. */
    boolean admin(Collection<String> groups) {
        return of(groups).stream().anyMatch(Grant::admin);
    }

    /** The strongest role that the groups give on a host. */
    Optional<Role> role(Collection<String> groups, String host) {
        Role strongest = null;
        for (Grant grant : of(groups)) {
            for (Map.Entry<Role, List<Glob>> entry : grant.hosts().entrySet()) {
                Role role = entry.getKey();
                if ((strongest == null || !strongest.includes(role))
                        && entry.getValue().stream().anyMatch(glob -> glob.matches(host))) {
                    strongest = role;
                }
            }
        }
        return Optional.ofNullable(strongest);
    }

    private List<Grant> of(Collection<String> groups) {
        List<Grant> found = new ArrayList<>();
        for (String group : groups) {
            Grant grant = grants.get(key(group));
            if (grant != null) {
                found.add(grant);
            }
        }
        return found;
    }

    private static String key(String group) {
        return group.toLowerCase(Locale.ROOT);
    }
}
