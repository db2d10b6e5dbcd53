package io.heartbeat.web.api;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.host.BeatMark;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.HostStore;
import io.heartbeat.host.HostTags;
import io.heartbeat.ingest.NewKey;
import io.heartbeat.ingest.StoredKeys;
import io.heartbeat.protocol.Names;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The hosts that the sender of this request may see. What it may not see is not there, in no answer. */
@RequestScoped
public class Hosts {
    @Inject
    HostStore store;

    @Inject
    HostTags tags;

    @Inject
    StoredKeys keys;

    @Inject
    Actor actor;

    @Inject
    Event<Deed> deeds;

    private final HostStates states;
    private final Viewer viewer;

    /** For the container's proxy. */
    protected Hosts() {
        this(null, null);
    }

    /** @param viewer who is asking */
    @Inject
    public Hosts(HostStates states, Viewer viewer) {
        this.states = states;
        this.viewer = viewer;
    }

    /** All of them, by name. */
    List<HostState> all() {
        return states.all().stream()
                .filter(host -> viewer.sees(host.name()))
                .sorted(Comparator.comparing(HostState::name))
                .toList();
    }

    /** One of them, or 404. */
    HostState find(String name) {
        return states.find(name)
                .filter(host -> viewer.sees(host.name()))
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_HOST, null));
    }

    /** One of them on which the sender has a role: 404 when it may not see it, 403 when it may only see it. */
    HostState find(String name, Role needed) {
        HostState host = find(name);
        if (!viewer.may(host.name(), needed)) {
            throw new ProblemException(
                    ProblemType.ROLE_MISSING,
                    "needs the role " + needed.name().toLowerCase(Locale.ROOT) + " on " + host.name());
        }
        return host;
    }

    /**
     * Makes one known that was not heard yet, with a key of its own; for administrators.
     *
     * @throws ProblemException when it cannot have this name, or is there already
     */
    NewKey add(String name) {
        Administrator.demand(viewer);
        if (!Names.host(name)) {
            throw JsonBody.refused(
                    "name must be 1 to 253 of letters, digits, `.`, `-` and `_`, a letter, digit or `_` first");
        }
        if (states.find(name).isPresent()) {
            throw new ProblemException(ProblemType.CONFLICT, "there is a host " + name + " already");
        }
        NewKey key = key(name);
        store.add(name);
        deeds.fire(Deed.toHost(actor, "host.add", name, null));
        return key;
    }

    /** Makes a new key for one of them, in place of the one before; for its owner. */
    NewKey renewKey(String name) {
        String host = find(name, Role.OWNER).name();
        NewKey key = key(host);
        deeds.fire(Deed.toHost(actor, "host.key", host, null));
        return key;
    }

    private NewKey key(String host) {
        return keys.make(host, actor.name())
                .orElseThrow(() ->
                        new ProblemException(ProblemType.READ_ONLY, "the configuration file has the key of " + host));
    }

    /** Has nobody watch one of them, or has it watched again; for its managers. */
    HostState pause(String name, boolean pause) {
        HostState before = find(name, Role.MANAGER);
        String by = actor.name() == null ? "anonymous" : actor.name();
        HostState after = (pause ? states.pause(before.name(), by) : states.resume(before.name(), by))
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_HOST, null));
        if (after.status() != before.status()) {
            deeds.fire(Deed.toHost(actor, pause ? "host.pause" : "host.resume", before.name(), null));
        }
        return after;
    }

    /** The tags of one. */
    List<String> tags(String name) {
        return tags.of(name);
    }

    /** Those that the configuration file gives it. */
    List<String> configuredTags(String name) {
        return tags.configured(name);
    }

    /** Gives one of them other tags; for its managers. */
    void tags(String name, List<String> wanted) {
        String host = find(name, Role.MANAGER).name();
        if (wanted.size() > HostTags.MOST || !wanted.stream().allMatch(tag -> tag.matches(HostTags.FORM))) {
            throw JsonBody.refused("tags must be at most " + HostTags.MOST
                    + ", each 1 to 40 letters, digits, spaces and . _ : / -, a letter or digit first");
        }
        tags.put(host, wanted);
        deeds.fire(Deed.toHost(actor, "host.tags", host, String.join(", ", tags.of(host))));
    }

    /** What the sender is allowed to do with one that it sees. */
    Role role(String name) {
        if (viewer.may(name, Role.OWNER)) {
            return Role.OWNER;
        }
        return viewer.may(name, Role.MANAGER) ? Role.MANAGER : Role.MONITOR;
    }

    /** What only the page of one tells, into an object that is open. */
    void details(JsonGenerator json, String name) {
        json.write("signed", states.signed(name));
        JsonOut.time(json, "signed_at", states.signedAt(name).orElse(null));
        json.write("key", keys.origin(name).label());
        json.write("role", role(name).name().toLowerCase(Locale.ROOT));
    }

    /** Forgets one of them; for its owner. */
    void drop(String name) {
        String host = find(name, Role.OWNER).name();
        store.drop(host);
        deeds.fire(Deed.toHost(actor, "host.drop", host, null));
    }

    /** The heartbeat bar of one. */
    List<BeatMark> beats(String name) {
        return states.beats(name);
    }
}
