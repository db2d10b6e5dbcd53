package io.heartbeat.storage;

import io.heartbeat.settings.Section;
import java.nio.file.Path;

/**
 * Where the server keeps what must outlive it.
 *
 * @param dataDir absolute or relative to the working directory; made at the first start
 * @param dbUrl JDBC URL of H2 or PostgreSQL
 * @param dbUser user of the database
 * @param dbPassword its password, empty for none
 */
public record StorageSettings(Path dataDir, String dbUrl, String dbUser, String dbPassword) {
    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** Reads data_dir, db_url, db_user, db_password(_file), and pickfile for nothing. */
    public static StorageSettings from(Section root) {
        Path dataDir = root.path("data_dir", defaultDirectory(root));
        String url = root.text("db_url", H2 + "file:" + dataDir.toAbsolutePath() + "/heartbeat;DB_CLOSE_ON_EXIT=FALSE");
        if (!url.startsWith(H2) && !url.startsWith(POSTGRESQL)) {
            root.problem(
                    "db_url",
                    "must begin with " + POSTGRESQL + " or " + H2 + ", such as jdbc:postgresql://localhost/heartbeat");
        } else if (!root.has("db_url") && dataDir.toString().contains(";")) {
            root.problem("data_dir", "the database's URL cannot hold a directory with `;` in its name");
        }
        if (root.has("pickfile")) {
            root.text("pickfile", "");
            root.warning("pickfile", "is never read: the state lives in data_dir; the key can go");
        }
        return new StorageSettings(
                dataDir,
                url,
                root.text("db_user", url.startsWith(POSTGRESQL) ? "heartbeat" : "sa"),
                root.secret("db_password").orElse(""));
    }

    /** An installed tree has its own; systemd names one for a service; a person has a home. */
    private static Path defaultDirectory(Section root) {
        return root.variable("HB_HOME")
                .map(home -> Path.of(home, "data"))
                .or(() -> root.variable("STATE_DIRECTORY").map(list -> Path.of(list.split(":", -1)[0])))
                .or(() -> root.variable("XDG_DATA_HOME").map(data -> Path.of(data, "heartbeat")))
                .orElseGet(() -> Path.of(
                        root.variable("HOME").orElse(System.getProperty("user.home")), ".local", "share", "heartbeat"));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "StorageSettings[" + dataDir + ", " + dbUser + "]";
    }
}
