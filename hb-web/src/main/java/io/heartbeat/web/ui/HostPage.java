package io.heartbeat.web.ui;

import io.heartbeat.access.Role;
import io.heartbeat.access.Users;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostTags;
import io.heartbeat.status.StatusPages;
import io.heartbeat.web.security.Viewer;
import io.netty.util.NetUtil;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code /hosts/NAME} shows before its script takes over: the host as of now, and what the viewer may do with it. */
@Named
@RequestScoped
public class HostPage {
    /** The parts of the page below the charts, in their order; {@code resources/hosts/panels.js} says the same. */
    private static final List<String> TABS = List.of("plugins", "alerts", "downtimes", "commands", "dns", "access");

    @Inject
    HttpServletRequest request;

    @Inject
    HostTags tags;

    @Inject
    Viewer viewer;

    @Inject
    TimeSource time;

    @Inject
    Users users;

    @Inject
    StatusPages pages;

    private HostState host;
    private Instant now;

    @PostConstruct
    void look() {
        host = (HostState) request.getAttribute(HostDoor.HOST);
        now = time.wall();
    }

    /** Canonical name. */
    public String getName() {
        return host.name();
    }

    /** The state's word in the API. */
    public String getState() {
        return host.status().label();
    }

    /** Tags, by name. */
    public List<String> getTags() {
        return tags.of(host.name());
    }

    /** Last one-off text, empty for none. */
    public String getMessage() {
        return host.message() == null ? "" : host.message();
    }

    /** Last observed addresses. */
    public String getAddresses() {
        String known = Stream.of(host.ipv4(), host.ipv6())
                .filter(Objects::nonNull)
                .map((InetAddress address) -> NetUtil.toAddressString(address))
                .collect(Collectors.joining(" · "));
        return known.isEmpty() ? "–" : known;
    }

    /** Version of the agent. */
    public String getVersion() {
        return host.version() == null ? "–" : host.version();
    }

    /** Seconds between heartbeats. */
    public String getInterval() {
        return Math.round(host.interval()) + " s";
    }

    /** Last heartbeat, to the second, in UTC. */
    public String getSeen() {
        return host.lastSeen() == null ? "–" : Words.clock(host.lastSeen()) + " UTC";
    }

    /** Round-trip time of the last heartbeat. */
    public String getRtt() {
        return Words.millis(host.rttMs());
    }

    /** Time of day of what is shown. */
    public String getAsOf() {
        return Words.clock(now);
    }

    /** Whether the viewer acts on the host. */
    public boolean isManager() {
        return viewer.may(host.name(), Role.MANAGER) && !viewer.readsOnly();
    }

    /** Whether the viewer decides about the host. */
    public boolean isOwner() {
        return viewer.may(host.name(), Role.OWNER) && !viewer.readsOnly();
    }

    /** The viewer's role, as the API names it. */
    public String getRole() {
        Role role = isOwner() ? Role.OWNER : isManager() ? Role.MANAGER : Role.MONITOR;
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** Who sees the host's badge besides who sees the host: {@code everybody}, {@code guests} without a login, or {@code nobody}. */
    public String getBadge() {
        if (pages.badge(host.name())) {
            return "everybody";
        }
        return users.none() || users.anonymousAllowed() ? "guests" : "nobody";
    }

    /** The parts below the charts. */
    public List<String> getTabs() {
        return TABS;
    }
}
