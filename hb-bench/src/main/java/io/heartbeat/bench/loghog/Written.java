package io.heartbeat.bench.loghog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Every line of a folder, growing and compressed files alike: which messages are there, how often, and whole or not. */
final class Written {
    private static final Pattern LINE = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} - bench - ([A-Z])(\\d+) request of customer 4711 was answered( x)* end");

    private final Map<String, BitSet> numbers = new HashMap<>();
    private long lines;
    private long doubled;
    private long torn;

    Written(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().matches("web\\.log.*|root\\.log.*"))
                    .filter(file -> !file.toString().endsWith(".index"))
                    .toList();
        }
        for (Path file : files) {
            read(file);
        }
    }

    private void read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                note(line);
            }
        }
    }

    private void note(String line) {
        lines++;
        Matcher whole = LINE.matcher(line);
        if (!whole.matches()) {
            torn++;
            return;
        }
        BitSet known = numbers.computeIfAbsent(whole.group(1), mark -> new BitSet());
        int number = Integer.parseInt(whole.group(2));
        doubled += known.get(number) ? 1 : 0;
        known.set(number);
    }

    long lines() {
        return lines;
    }

    long doubled() {
        return doubled;
    }

    long torn() {
        return torn;
    }

    /** How many of these are not there. */
    long missing(String mark, BitSet sent) {
        BitSet missing = (BitSet) sent.clone();
        missing.andNot(numbers.getOrDefault(mark, new BitSet()));
        return missing.cardinality();
    }
}
