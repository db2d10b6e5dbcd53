package io.heartbeat.bench.proc;

import java.util.LinkedHashMap;
import java.util.Map;

/** Parsers of texts under /proc (proc(5)). Pure. */
public final class ProcTexts {
    /** Clock ticks a second in /proc/PID/stat: USER_HZ, 100 on every Linux that runs a JDK 17. */
    static final double TICKS = 100;

    private static final int UTIME = 11;
    private static final int STIME = 12;

    private ProcTexts() {}

    /**
     * CPU seconds of all threads of a process, user and system.
     *
     * @param stat content of /proc/PID/stat; the command in parentheses may hold blanks and parentheses
     */
    public static double cpuSeconds(String stat) {
        String[] behindCommand = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(behindCommand[UTIME]) + Long.parseLong(behindCommand[STIME])) / TICKS;
    }

    /**
     * A number of /proc/PID/status, in its own unit (kB for memory).
     *
     * @throws IllegalArgumentException when there is no such line
     */
    public static long status(String status, String key) {
        return status.lines()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip().split("\\s+")[0])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + key + " in the status"));
    }

    /**
     * The UDP counters of /proc/net/snmp: InDatagrams, NoPorts, InErrors, RcvbufErrors and the others. Sockets that listen on
     * IPv6 and IPv4 together count IPv4 datagrams here too.
     */
    public static Map<String, Long> udpCounters(String snmp) {
        Map<String, Long> counters = new LinkedHashMap<>();
        String[] names = null;
        for (String line : snmp.split("\n")) {
            if (!line.startsWith("Udp: ")) {
                continue;
            }
            String[] words = line.split(" ");
            for (int i = 1; names != null && i < words.length; i++) {
                counters.put(names[i], Long.parseLong(words[i]));
            }
            names = words;
        }
        return counters;
    }

    /**
     * Datagrams that the kernel dropped at the sockets of a port.
     *
     * @param table content of /proc/net/udp or /proc/net/udp6
     */
    public static long drops(String table, int port) {
        String suffix = String.format(":%04X", port);
        return table.lines()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 12 && columns[1].endsWith(suffix))
                .mapToLong(columns -> Long.parseLong(columns[columns.length - 1]))
                .sum();
    }
}
