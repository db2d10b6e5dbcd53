package io.heartbeat.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML 1.2 (core schema) to {@link Value}s that remember their lines. Merge keys ({@code <<}) are followed, as files that
 * were written for YAML 1.1 readers use them. Depth and number of values are bounded, aliases included.
 */
final class YamlText {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_VALUES = 2_000_000;
    private static final int MAX_CHARACTERS = 64 << 20;
    private static final Set<Tag> SCALARS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private final String name;
    private final boolean lines;
    private final Findings findings;
    private int values;

    private YamlText(String name, boolean lines, Findings findings) {
        this.name = name;
        this.lines = lines;
        this.findings = findings;
    }

    /** The lines' own file. */
    static Value ofFile(String text, String name, Findings findings) {
        return new YamlText(name, true, findings).read(JsonTabs.asBlanks(text));
    }

    /** The value of an environment variable: its name stands for file and line. */
    static Value ofVariable(String text, String name, Findings findings) {
        return new YamlText(name, false, findings).read(text);
    }

    /** Null when the text is empty or was found broken. */
    private Value read(String text) {
        boolean json = lines && JsonWords.looksLike(text);
        String wrong = json ? "not JSON: " : "not YAML: ";
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setUseMarks(true)
                .setCodePointLimit(MAX_CHARACTERS)
                .setMaxAliasesForCollections(
                        Integer.MAX_VALUE) // bounded by MAX_VALUES, which counts what they stand for
                .setAllowNonScalarKeys(true) // refused below, with a line
                .build();
        try {
            if (!shallow(settings, text)) {
                return null;
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            return root.map(node -> value(node, "", 0)).orElse(null);
        } catch (MarkedYamlEngineException e) {
            String reason = json ? JsonWords.of(reason(e), text) : reason(e);
            findings.problem(place(e.getProblemMark().or(e::getContextMark)), "", wrong + reason);
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            findings.problem(
                    new Place(name, lines ? line : 0),
                    "",
                    wrong + "the control character U+" + String.format(Locale.ROOT, "%04X", e.getCodePoint())
                            + " is not allowed");
        } catch (YamlEngineException e) {
            findings.problem(new Place(name, 0), "", wrong + e.getMessage());
        }
        return null;
    }

    private String reason(MarkedYamlEngineException e) {
        if (e.getContext() == null) {
            return e.getProblem();
        }
        int line = place(e.getContextMark()).line();
        return e.getProblem() + " (" + e.getContext() + (line > 0 ? " that begins in line " + line : "") + ")";
    }

    /** The composer is recursive; the parser is not, so it can measure the depth first. */
    private boolean shallow(LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                findings.problem(place(event.getStartMark()), "", "nested deeper than " + MAX_DEPTH + " levels");
                return false;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return true;
    }

    private Value value(Node node, String path, int depth) {
        if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
            if (values <= MAX_VALUES + 1) {
                findings.problem(place(node.getStartMark()), path, "an alias makes this endless, or far too large");
            }
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, path);
        }
        Place place = place(node.getStartMark());
        if (node instanceof SequenceNode sequence) {
            List<Value> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                Value value = value(item, path + "[" + items.size() + "]", depth + 1);
                items.add(value == null ? new Value.Scalar(place(item.getStartMark()), "", false) : value);
            }
            return new Value.Sequence(place, List.copyOf(items));
        }
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        fill(entries, (MappingNode) node, path, depth);
        return new Value.Mapping(place, entries);
    }

    private Value scalar(ScalarNode scalar, String path) {
        if (!SCALARS.contains(scalar.getTag())) {
            findings.problem(
                    place(scalar.getStartMark()),
                    path,
                    "the tag " + scalar.getTag().getValue() + " is not supported; write a plain value");
        }
        return scalar.getTag().equals(Tag.NULL)
                ? null
                : new Value.Scalar(place(scalar.getStartMark()), scalar.getValue(), !scalar.isPlain());
    }

    private void fill(Map<String, Value.Entry> entries, MappingNode node, String path, int depth) {
        List<Node> merged = new ArrayList<>();
        Set<String> own = new HashSet<>();
        for (NodeTuple tuple : node.getValue()) {
            Place place = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                findings.problem(place, path, "a key must be a plain text, not a list or a map");
                continue;
            }
            String key = keyNode.getValue();
            if (key.equals("<<") && keyNode.isPlain()) {
                merged.add(tuple.getValueNode());
            } else if (own.add(key)) {
                entries.put(key, new Value.Entry(place, value(tuple.getValueNode(), join(path, key), depth + 1)));
            } else {
                findings.problem(
                        place,
                        join(path, key),
                        "written twice; first in line "
                                + entries.get(key).place().line());
            }
        }
        merged.forEach(source -> merge(entries, source, path, depth + 1));
    }

    private void merge(Map<String, Value.Entry> entries, Node source, String path, int depth) {
        if (depth <= MAX_DEPTH && source instanceof SequenceNode several) {
            several.getValue().forEach(one -> merge(entries, one, path, depth + 1));
        } else if (value(source, path, depth) instanceof Value.Mapping mapping) {
            mapping.entries().forEach(entries::putIfAbsent);
        } else {
            findings.problem(place(source.getStartMark()), path, "`<<` takes a map, or a list of maps");
        }
    }

    private Place place(Optional<Mark> mark) {
        return new Place(name, lines ? mark.map(m -> m.getLine() + 1).orElse(0) : 0);
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
