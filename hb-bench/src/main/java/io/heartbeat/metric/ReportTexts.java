package io.heartbeat.metric;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Reports as the agent's plugins send them: 8 to 52 numerics that wander, some counters that grow. Not thread-safe. */
final class ReportTexts {
    static final List<String> NAMES = List.of(
            "cpu_monitor", "memory_monitor", "disk_monitor", "network_monitor", "ping_monitor", "nagios_runner");
    static final int PLUGINS = 6;

    private final Random random = new Random(7);
    private long bytes;
    private long count;
    private long tick;

    byte[] report(int host, int plugin) {
        tick++;
        StringBuilder json = new StringBuilder(1024)
                .append("{\"ID\":\"PLG\",\"name\":\"host-")
                .append(host)
                .append("\",\"plugin\":\"")
                .append(NAMES.get(plugin))
                .append('"');
        switch (plugin) {
            case 0 -> cpu(json);
            case 1 -> memory(json);
            case 2 -> disk(json);
            case 3 -> network(json, host);
            case 4 -> ping(json);
            default -> nagios(json);
        }
        byte[] text = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        bytes += text.length;
        count++;
        return text;
    }

    double meanBytes() {
        return (double) bytes / count;
    }

    private void cpu(StringBuilder json) {
        json.append(",\"cpu_percent\":").append(tenths(1000)).append(",\"per_core\":[");
        for (int core = 0; core < 8; core++) {
            json.append(core == 0 ? "" : ",").append(tenths(1000));
        }
        json.append("],\"load_1min\":").append(hundredths(800));
        json.append(",\"load_5min\":").append(hundredths(600));
        json.append(",\"load_15min\":").append(hundredths(400));
        json.append(",\"frequency_mhz\":").append(2_000 + random.nextInt(1_500));
        json.append(",\"processes\":{\"total\":").append(200 + random.nextInt(40));
        json.append(",\"running\":").append(random.nextInt(6)).append(",\"threads\":");
        json.append(900 + random.nextInt(90)).append('}');
    }

    private void memory(StringBuilder json) {
        for (String name : List.of("percent", "swap_percent")) {
            json.append(",\"").append(name).append("\":").append(tenths(1000));
        }
        for (String name : List.of("total_mb", "available_mb", "used_mb", "free_mb", "cached_mb", "swap_used_mb")) {
            json.append(",\"").append(name).append("\":").append(4_000 + random.nextInt(4_000));
        }
    }

    private void disk(StringBuilder json) {
        json.append(",\"partitions\":{");
        List<String> mounts = List.of("/", "/boot", "/home", "/var", "/var/log", "/srv", "/tmp", "/mnt/backup");
        for (String mount : mounts) {
            json.append(mount.equals("/") ? "" : ",").append('"').append(mount).append("\":{\"percent\":");
            json.append(tenths(1000)).append(",\"free_gb\":").append(hundredths(50_000));
            json.append(",\"free_mb\":").append(random.nextInt(512_000)).append(",\"total_gb\":500}");
        }
        json.append("},\"io\":{\"read_bytes\":").append(tick * 70_001L);
        json.append(",\"write_bytes\":").append(tick * 31_337L).append('}');
    }

    private void network(StringBuilder json, int host) {
        json.append(",\"interfaces\":{");
        for (int i = 0; i < 5; i++) {
            json.append(i == 0 ? "" : ",").append("\"eth").append(i).append("\":{\"up\":true,\"address\":\"10.0.");
            json.append(host % 250).append('.').append(i).append('"');
            for (String name : List.of("bytes_sent", "bytes_received", "packets_sent", "packets_received")) {
                json.append(",\"").append(name).append("\":").append(tick * 977 + random.nextInt(10_000_000));
            }
            json.append(",\"errors\":0,\"dropped\":").append(random.nextInt(3)).append('}');
        }
        json.append("},\"errors_total\":0,\"connections\":").append(random.nextInt(400));
    }

    private void ping(StringBuilder json) {
        json.append(",\"hosts\":[");
        for (int i = 0; i < 4; i++) {
            json.append(i == 0 ? "" : ",").append("{\"host\":\"10.0.0.").append(i);
            json.append("\",\"reachable\":true,\"rtt_ms\":")
                    .append(hundredths(4_000))
                    .append(",\"loss_percent\":0}");
        }
        json.append(']');
    }

    private void nagios(StringBuilder json) {
        json.append(",\"exit_code\":0,\"status\":\"OK\",\"commands\":{");
        for (String name : List.of("load", "users", "disk", "http")) {
            json.append(name.equals("load") ? "" : ",").append('"').append(name);
            json.append("\":{\"exit_code\":0,\"output\":\"OK - all is well: ").append(tenths(100));
            json.append("\",\"perfdata\":{\"value\":").append(hundredths(1_000)).append(",\"time\":");
            json.append(hundredths(100)).append("}}");
        }
        json.append('}');
    }

    private String tenths(int bound) {
        return String.format(Locale.ROOT, "%.1f", random.nextInt(bound) / 10.0);
    }

    private String hundredths(int bound) {
        return String.format(Locale.ROOT, "%.2f", random.nextInt(bound) / 100.0);
    }
}
