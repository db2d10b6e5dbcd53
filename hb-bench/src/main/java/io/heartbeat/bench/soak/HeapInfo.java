package io.heartbeat.bench.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's heap holds, by the jcmd of the JDK that runs the bench. */
final class HeapInfo {
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private HeapInfo() {}

    /** Bytes in use after a full collection. */
    static long afterCollection(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        return used(jcmd(pid, "GC.heap_info"));
    }

    /**
     * Adds up the spaces of the heap; metaspace is none.
     *
     * @param info what {@code jcmd PID GC.heap_info} prints
     * @return bytes
     */
    static long used(String info) {
        Matcher matcher = USED.matcher(info);
        long kibibytes = 0;
        boolean found = false;
        while (matcher.find()) {
            kibibytes += Long.parseLong(matcher.group(1));
            found = true;
        }
        if (!found) {
            throw new IllegalArgumentException("no heap in: " + info);
        }
        return kibibytes * 1024;
    }

    private static String jcmd(long pid, String what) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(program.toString(), Long.toString(pid), what)
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("jcmd " + pid + " " + what + ": " + said);
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
