package io.heartbeat.status;

import io.heartbeat.protocol.Names;
import io.heartbeat.settings.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A public page. Nothing but what stands here is shown of it: services have names of their own, hosts are not named.
 *
 * @param slug its address is {@code /status/SLUG}
 * @param title its heading
 * @param text a sentence below it
 * @param groups of services, in the order of the file
 */
public record StatusPage(String slug, String title, Optional<String> text, List<Group> groups) {
    private static final int LONGEST = 100;

    /** Copies the list. */
    public StatusPage {
        groups = List.copyOf(groups);
    }

    /**
     * Services that belong together.
     *
     * @param name its heading
     * @param services in the order of the file
     */
    public record Group(String name, List<Service> services) {
        /** Copies the list. */
        public Group {
            services = List.copyOf(services);
        }
    }

    /**
     * Something that people use, and that hosts make.
     *
     * @param name for the public
     * @param hosts that make it, at least one; never shown
     */
    public record Service(String name, List<String> hosts) {
        /** Copies the list. */
        public Service {
            hosts = List.copyOf(hosts);
        }
    }

    /** All hosts behind it. */
    public List<String> hosts() {
        return List.copyOf(new TreeSet<>(
                services().flatMap(service -> service.hosts().stream()).toList()));
    }

    /** All its services. */
    public Stream<Service> services() {
        return groups.stream().flatMap(group -> group.services().stream());
    }

    /** Reads title, text and groups: a map of groups, in each a map of services to a host or a list of them. */
    static StatusPage from(String slug, Section section) {
        Map<String, Section> groups = section.sections("groups");
        if (groups.isEmpty()) {
            section.problem("groups", "needs a group with a service, such as {Shop: {Web shop: [web-1, web-2]}}");
        }
        Map<String, Group> read = new LinkedHashMap<>();
        groups.forEach((name, group) -> {
            named(group, "", name);
            read.put(
                    name,
                    new Group(
                            name,
                            group.keys().stream()
                                    .map(service -> service(group, service))
                                    .toList()));
        });
        return new StatusPage(
                slug,
                section.text("title", slug),
                Optional.ofNullable(section.text("text", null)),
                List.copyOf(read.values()));
    }

    private static Service service(Section group, String name) {
        List<String> hosts = group.texts(name);
        named(group, name, name);
        if (hosts.isEmpty()) {
            group.problem(name, "needs the host that makes it, or a list of them");
        }
        hosts.stream()
                .filter(host -> !Names.host(host))
                .forEach(host -> group.problem(name, "`" + host + "` cannot be the name of a host"));
        return new Service(name, hosts);
    }

    private static void named(Section section, String key, String name) {
        if (name.length() > LONGEST) {
            section.problem(key, "its name has more than " + LONGEST + " characters");
        }
    }
}
