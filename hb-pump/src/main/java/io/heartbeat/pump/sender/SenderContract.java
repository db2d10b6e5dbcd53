package io.heartbeat.pump.sender;

import io.heartbeat.settings.Section;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What every sender owes, as a check without a test framework: each sender's tests ask {@link #faults}, and the distribution's
 * tests ask it of all that are shipped.
 */
public final class SenderContract {
    /** Stands in every secret of a sample configuration. */
    public static final String SECRET = "s3cr3t";

    private static final String PATH = "readers.r.senders.s";
    private static final String UNKNOWN = "no_such_key_at_all";

    private SenderContract() {}

    /**
     * What the sender owes and does not keep.
     *
     * @param documentation docs/JOURNAL_SHIPPING.md: it has a heading with the type's name in backticks, and every key of the
     *     sample in backticks below it
     * @return one line for each fault, empty when all is well
     */
    public static List<String> faults(SenderFactory factory, Path documentation) throws IOException {
        List<String> faults = new ArrayList<>();
        if (!factory.type().matches("[a-z][a-z0-9_]*")) {
            faults.add("type: \"" + factory.type() + "\" is not lower-case letters, digits and underscores");
        }
        if (factory.interval().isNegative() || factory.interval().isZero()) {
            faults.add("interval: " + factory.interval() + " is no time to gather entries");
        }
        sampleParses(factory, faults);
        unknownKeyIsRefused(factory, faults);
        isDocumented(factory, Files.readString(documentation), faults);
        return faults.stream().map(fault -> factory.type() + ": " + fault).toList();
    }

    /** As {@link #faults(SenderFactory, Path)} for several, whose names must differ. */
    public static List<String> faults(Iterable<SenderFactory> factories, Path documentation) throws IOException {
        List<String> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SenderFactory factory : factories) {
            faults.addAll(faults(factory, documentation));
            if (!names.add(factory.type())) {
                faults.add(factory.type() + ": two senders have this name");
            }
        }
        return faults;
    }

    /**
     * The plan of a configuration of the sender's own keys, for tests.
     *
     * @param yaml one key a line, as {@link SenderFactory#sample}
     * @throws SettingsException with its problems, whose paths begin with {@code readers.r.senders.s}
     */
    public static SenderPlan plan(SenderFactory factory, String yaml) throws IOException {
        Path file = Files.createTempFile("sender", ".yaml");
        try {
            Files.writeString(
                    file,
                    "readers:\n  r:\n    senders:\n      s:\n"
                            + yaml.lines().map(line -> "        " + line + "\n").collect(Collectors.joining()));
            return Settings.read(file, Map.of(), root -> factory.plan(sender(root)));
        } finally {
            Files.delete(file);
        }
    }

    private static Section sender(Section root) {
        return root.section("readers").section("r").section("senders").section("s");
    }

    private static void sampleParses(SenderFactory factory, List<String> faults) throws IOException {
        try {
            String shown = plan(factory, factory.sample()).toString();
            if (shown.contains(SECRET)) {
                faults.add("toString of the plan shows a secret: " + shown);
            }
        } catch (SettingsException e) {
            faults.add("the sample does not parse: " + e.getMessage());
        }
    }

    private static void unknownKeyIsRefused(SenderFactory factory, List<String> faults) throws IOException {
        try {
            plan(factory, factory.sample().stripTrailing() + "\n" + UNKNOWN + ": 1\n");
            faults.add("an unknown key is taken without a word");
        } catch (SettingsException e) {
            if (e.problems().stream().noneMatch(problem -> problem.path().equals(PATH + "." + UNKNOWN))) {
                faults.add("an unknown key is not named by its path: " + e.getMessage());
            }
            if (e.getMessage().contains(SECRET)) {
                faults.add("a problem shows a secret: " + e.getMessage());
            }
        }
    }

    private static void isDocumented(SenderFactory factory, String text, List<String> faults) {
        String section = text.lines()
                .filter(line -> line.startsWith("#") && line.contains("`" + factory.type() + "`"))
                .findFirst()
                .map(heading -> text.substring(text.indexOf(heading)))
                .orElse("");
        if (section.isEmpty()) {
            faults.add("no heading names it in backticks");
        }
        factory.sample()
                .lines()
                .filter(line -> line.matches("[a-zA-Z_0-9]+:.*"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .filter(key -> !section.contains("`" + key + "`"))
                .forEach(key -> faults.add("the key " + key + " is not documented"));
    }
}
