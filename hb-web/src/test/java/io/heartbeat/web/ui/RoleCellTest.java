package io.heartbeat.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.access.AccessSettings;
import io.heartbeat.access.Users;
import io.heartbeat.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a role can be changed in the table, and why the rest cannot. */
class RoleCellTest {
    @TempDir
    private Path folder;

    @Test
    void aCellSaysWhatCountsAndWhereItComesFrom() throws IOException {
        Users users = new Users(Settings.read(
                Files.writeString(
                        folder.resolve("hb.yaml"),
                        """
                        default_owner: bob
                        users: {root: {admin: true}, ann: {}, bob: {}}
                        hosts: {web: {owner: root, managers: [ann]}}
                        """),
                Map.of(),
                AccessSettings::from));
        assertThat(cell(users, "root", "db")).isEqualTo("owner admin");
        assertThat(cell(users, "ann", "web")).isEqualTo("manager file");
        assertThat(cell(users, "ann", "db")).isEqualTo("none ");
        assertThat(cell(users, "bob", "db")).isEqualTo("owner default");
        assertThat(cell(users, "bob", "web")).isEqualTo("none ");
    }

    private static String cell(Users users, String user, String host) {
        RoleCell cell = RoleCell.of(users, users.find(user).orElseThrow(), host);
        return cell.role() + " " + cell.fixed();
    }
}
