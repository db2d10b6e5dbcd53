package io.heartbeat.bench.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Our reader in a JVM of its own, which builds nothing of what it reads: the start of the JVM counts.
 *
 * @param passes how often it reads the journal in one process; a lap is then the last pass, when all is compiled
 */
record ReaderContender(int passes) implements Contender {
    @Override
    public String name() {
        return passes == 1 ? "hbc's reader, with the start of the JVM" : "hbc's reader, warm";
    }

    @Override
    public Lap lap(Path journal, long entries) throws IOException, InterruptedException {
        Path told = Files.createTempFile("hb-bench-lap", ".txt");
        try {
            Lap whole = Lapped.run(new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ReadJournal.class.getName(),
                            journal.toString(),
                            Integer.toString(passes)))
                    .redirectOutput(told.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT));
            String[] last = Files.readString(told).strip().split(" ", -1);
            if (Long.parseLong(last[0]) != entries) {
                throw new IOException("read " + last[0] + " of " + entries + " entries");
            }
            return passes == 1
                    ? whole
                    : new Lap(Double.parseDouble(last[1]), Double.parseDouble(last[2]), whole.residentBytes());
        } finally {
            Files.delete(told);
        }
    }
}
