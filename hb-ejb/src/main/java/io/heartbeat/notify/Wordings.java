package io.heartbeat.notify;

import io.heartbeat.settings.Section;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The templates that are configured, by the name of a channel, of a service, or {@code default}.
 *
 * @param by name
 * @param files that they were read from, and the directory, to be looked at for changes
 */
record Wordings(Map<String, Wording> by, List<Path> files) {
    private static final String DEFAULT = "default";
    private static final long MOST_BYTES = 256 << 10;

    Wordings {
        by = Map.copyOf(by);
        files = List.copyOf(files);
    }

    /** Of no files. */
    Wordings(Map<String, Wording> by) {
        this(by, List.of());
    }

    /** What a channel says: part by part its own, its service's, the default, what is built in. */
    Wording of(Channel channel) {
        return by.getOrDefault(channel.name(), Wording.NONE)
                .or(by.getOrDefault(channel.service(), Wording.NONE))
                .or(by.getOrDefault(DEFAULT, Wording.NONE))
                .or(Wording.BUILT_IN);
    }

    /** Reads {@code templates}, and files in {@code templates_dir} for what it does not say. */
    static Wordings from(Section root, Map<String, Service> known) {
        Map<String, Wording> by = new LinkedHashMap<>();
        Path folder = root.path("templates_dir", null);
        if (folder != null && !Files.isDirectory(folder)) {
            root.warning("templates_dir", folder + " is no directory; the built-in templates are used");
        }
        Map<String, Section> sections = new LinkedHashMap<>();
        root.sections("templates").forEach((name, section) -> sections.put(Channels.canonical(name), section));
        sections.forEach((name, section) -> {
            if (!known.containsKey(name) && !name.equals(DEFAULT)) {
                root.section("templates")
                        .problem(name, "is no channel; there are default, " + String.join(", ", known.keySet()));
            }
            by.put(name, new Wording(text(section, "subject"), text(section, "text"), text(section, "html")));
        });
        if (folder != null) {
            known.keySet().forEach(name -> add(by, root, folder, name));
            add(by, root, folder, DEFAULT);
        }
        return new Wordings(by, folder == null ? List.of() : files(folder));
    }

    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>(List.of(folder));
        try (Stream<Path> inside = Files.list(folder)) {
            inside.filter(file -> file.toString().matches(".*\\.(subject|txt|html)"))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException unreadable) {
            return files; // whoever reads one of them says so
        }
        return files;
    }

    private static String text(Section section, String part) {
        String written = section.text(part, null);
        String wrong = written == null ? null : wrong(written);
        if (wrong != null) {
            section.problem(part, wrong);
            return null;
        }
        return written;
    }

    private static void add(Map<String, Wording> by, Section root, Path folder, String name) {
        Wording files = new Wording(
                file(root, folder.resolve(name + ".subject")),
                file(root, folder.resolve(name + ".txt")),
                file(root, folder.resolve(name + ".html")));
        if (!files.equals(Wording.NONE)) {
            by.put(name, by.getOrDefault(name, Wording.NONE).or(files));
        }
    }

    private static String file(Section root, Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return null;
            }
            if (Files.size(file) > MOST_BYTES) {
                root.problem("templates_dir", file + " is larger than " + MOST_BYTES + " bytes");
                return null;
            }
            String written = Files.readString(file);
            String wrong = wrong(written);
            if (wrong != null) {
                root.problem("templates_dir", file + " " + wrong);
            }
            return wrong == null ? written : null;
        } catch (CharacterCodingException notText) {
            root.problem("templates_dir", file + " is not UTF-8");
        } catch (IOException e) {
            root.problem("templates_dir", file + " cannot be read: " + e.getMessage());
        }
        return null;
    }

    /** What is wrong with a template; null when nothing is. One that wants another file has no way to it. */
    static String wrong(String template) {
        return Fault.in(template)
                .map(fault -> "is no template that can be used: " + fault)
                .orElse(null);
    }
}
