package io.heartbeat.bench.loghog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    private long doubled;
    private long torn;

    /** Reads all of them. */
    Written(Path folder) throws IOException {
        for (Path file : files(folder)) {
            try (BufferedReader reader = open(file)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    note(line);
                }
            }
        }
    }

    /** Only how many there are; files may come and go meanwhile. */
    static long lines(Path folder) throws IOException {
        long lines = 0;
        for (Path file : files(folder)) {
            try (BufferedReader reader = open(file)) {
                lines += reader.lines().count();
            } catch (NoSuchFileException packed) {
                // Under its other name it is counted the next time.
                continue;
            }
        }
        return lines;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("root\\.log.*"))
                    .filter(file -> !file.toString().matches(".*\\.(index|part)"))
                    .toList();
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private void note(String line) {
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

    long doubled() {
        return doubled;
    }

    long torn() {
        return torn;
    }

    /** Which of these are not there. */
    BitSet missing(String mark, BitSet sent) {
        BitSet missing = (BitSet) sent.clone();
        missing.andNot(numbers.getOrDefault(mark, new BitSet()));
        return missing;
    }
}
