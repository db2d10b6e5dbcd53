package io.heartbeat.agent.plugin.system;

import com.sun.jna.Platform;
import com.sun.jna.platform.linux.LibC;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How full a file system is, as {@code df} has it: what only root may still use is neither free nor counted in the percent.
 *
 * @param total bytes
 * @param free bytes that anybody may use
 * @param used bytes
 * @param inodes in all; 0 where there is no fixed number
 * @param freeInodes those left
 */
record Space(long total, long free, long used, long inodes, long freeInodes) {
    /** Asks the file system; may block for as long as it does. */
    static Space of(String point) throws IOException {
        if (!Platform.isLinux()) {
            File file = new File(point);
            return new Space(
                    file.getTotalSpace(), file.getUsableSpace(), file.getTotalSpace() - file.getFreeSpace(), 0, 0);
        }
        LibC.Statvfs stat = new LibC.Statvfs();
        if (LibC.INSTANCE.statvfs(point, stat) != 0) {
            throw new IOException("statvfs failed");
        }
        long block = stat.f_frsize.longValue();
        long blocks = stat.f_blocks.longValue();
        return new Space(
                blocks * block,
                stat.f_bavail.longValue() * block,
                (blocks - stat.f_bfree.longValue()) * block,
                stat.f_files.longValue(),
                stat.f_ffree.longValue());
    }

    /** Its part of the report. */
    Map<String, Object> metrics() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("percent", Rounded.percent(used, used + free));
        metrics.put("total_gb", Rounded.gibibytes(total));
        metrics.put("used_gb", Rounded.gibibytes(used));
        metrics.put("free_gb", Rounded.gibibytes(free));
        metrics.put("free_mb", Rounded.mebibytes(free));
        if (inodes > 0) {
            metrics.put("inodes_percent", Rounded.percent(inodes - freeInodes, inodes));
        }
        return metrics;
    }
}
