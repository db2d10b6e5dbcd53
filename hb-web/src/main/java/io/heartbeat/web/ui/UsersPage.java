package io.heartbeat.web.ui;

import io.heartbeat.access.Tokens;
import io.heartbeat.access.User;
import io.heartbeat.access.Users;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code /users} shows: a page of the list, or of the table of users and hosts, as its address asks. */
@Named
@RequestScoped
public class UsersPage {
    private static final int USERS = 50;
    private static final int MATRIX_USERS = 20;
    private static final int MATRIX_HOSTS = 8;
    private static final String ROLES = "roles";

    @Inject
    Users users;

    @Inject
    Tokens tokens;

    @Inject
    HostStates states;

    @Inject
    HttpServletRequest request;

    private int known;
    private int knownHosts;
    private List<User> shown = List.of();
    private List<String> hosts = List.of();
    private Paging paging;
    private Paging hostPaging;

    @PostConstruct
    void look() {
        List<User> all = users.all();
        known = all.size();
        List<User> found = all.stream().filter(user -> user.matches(getQuery())).toList();
        paging = Paging.of(found.size(), isRoles() ? MATRIX_USERS : USERS, request.getParameter("page"));
        shown = paging.of(found);
        List<String> names = isRoles() ? names() : List.of();
        hostPaging = Paging.of(names.size(), MATRIX_HOSTS, request.getParameter("column"));
        hosts = hostPaging.of(names);
    }

    private List<String> names() {
        Collection<HostState> all = states.all();
        knownHosts = all.size();
        String part = getHostQuery().toLowerCase(Locale.ROOT);
        return all.stream()
                .map(HostState::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(part))
                .sorted()
                .toList();
    }

    /** Whether the table of roles is asked for, and not the list. */
    public boolean isRoles() {
        return ROLES.equals(request.getParameter("view"));
    }

    /** Part of the names of users. */
    public String getQuery() {
        return text("q");
    }

    /** Part of the names of hosts. */
    public String getHostQuery() {
        return text("hosts");
    }

    private String text(String name) {
        String text = request.getParameter(name);
        return text == null ? "" : text.strip();
    }

    /** Whether there is any user. */
    public boolean isAny() {
        return known > 0;
    }

    /** Whether there is any host. */
    public boolean isAnyHost() {
        return knownHosts > 0;
    }

    /** The list's rows. */
    public List<UserRow> getRows() {
        Map<String, Integer> logins = tokens.counts();
        return shown.stream()
                .map(user -> UserRow.of(user, logins.getOrDefault(user.name(), 0)))
                .toList();
    }

    /** The table's columns. */
    public List<String> getHosts() {
        return hosts;
    }

    /** The table's rows. */
    public List<RoleRow> getRoleRows() {
        return shown.stream()
                .map(user -> new RoleRow(
                        user.name(),
                        user.fullName().equals(user.name()) ? "" : user.fullName(),
                        hosts.stream()
                                .map(host -> RoleCell.of(users, user, host))
                                .toList()))
                .toList();
    }

    /** Which users are shown. */
    public Paging getPaging() {
        return paging;
    }

    /** Which hosts are shown. */
    public Paging getHostPaging() {
        return hostPaging;
    }

    /** The page of users that is so many further. */
    public String page(int step) {
        return Address.with(request, "users", Map.of("page", String.valueOf(paging.page() + step)));
    }

    /** The page of hosts that is so many further. */
    public String column(int step) {
        return Address.with(request, "users", Map.of("column", String.valueOf(hostPaging.page() + step)));
    }

    /** The list, or the table, of the same users. */
    public String view(String view) {
        return Address.with(request, "users", Map.of("view", view, "page", "", "column", ""));
    }
}
