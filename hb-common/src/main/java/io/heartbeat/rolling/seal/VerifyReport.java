package io.heartbeat.rolling.seal;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a check of journal files found.
 *
 * @param files each file that was read
 * @param problems what is wrong, a line each for a person; empty when all is well
 */
public record VerifyReport(List<Checked> files, List<String> problems) {
    /** Copies the lists. */
    public VerifyReport {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /**
     * One file.
     *
     * @param file the file
     * @param sequence its number in the chain of signed backups, 0 when it is not signed
     * @param lines how many lines it has, 0 when it is encrypted
     * @param signed whether there was a seal and a key, and the one is true by the other
     */
    public record Checked(Path file, long sequence, long lines, boolean signed) {
        @Override
        public String toString() {
            return file + ": "
                    + (file.toString().endsWith(".enc") ? "encrypted" : lines + (lines == 1 ? " line" : " lines"))
                    + (signed ? ", signed, number " + sequence : sequence > 0 ? ", seal not checked" : ", not signed");
        }
    }

    /** Whether nothing is wrong. */
    public boolean ok() {
        return problems.isEmpty();
    }

    /** A line for each file, then for each problem, then the verdict. */
    @Override
    public String toString() {
        return Stream.of(
                        files.stream().map(Checked::toString),
                        problems.stream().map(problem -> "PROBLEM: " + problem),
                        Stream.of(ok() ? "ok" : "not ok"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
