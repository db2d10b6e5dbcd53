package io.heartbeat.micro.launch;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * What an operator of Heartbeat wants to read: all that Heartbeat says, and of the server below only complaints that
 * somebody can act upon. System property {@code hb.server.log.level} lets more of the server through. Stateless.
 */
public final class OperatorsLog implements Filter {
    /** Complaints about certificates of the world, elements of descriptors, and drivers: true, and of no consequence here. */
    private static final List<String> IDLE_COMPLAINTS = List.of(
            "javax.enterprise.system.security.ssl",
            "javax.enterprise.system.tools.deployment.dol",
            "jakarta.enterprise.web.util",
            "org.hibernate.orm.deprecation");

    private final int server =
            Level.parse(System.getProperty("hb.server.log.level", "WARNING")).intValue();

    @Override
    public boolean isLoggable(LogRecord record) {
        String name = record.getLoggerName();
        if (name == null || name.startsWith("io.heartbeat")) {
            return true;
        }
        int level = record.getLevel().intValue();
        return level >= server && (level >= Level.SEVERE.intValue() || !IDLE_COMPLAINTS.contains(name));
    }
}
