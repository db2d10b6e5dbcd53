package io.heartbeat.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.access.Role;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.web.live.Fleet;
import io.heartbeat.web.security.Viewer;
import org.junit.jupiter.api.Test;

/** Whom the pages offer what managers do. */
class ManagedTest {
    private final Fleet fleet = new Fleet(TimeSource.SYSTEM);

    @Test
    void administratorsManageAllHostsTheOnesToComeToo() {
        assertThat(managed(true, Role.OWNER).getNames()).isEqualTo("*");
    }

    @Test
    void managersAreToldTheirHostsAndMonitorsNone() {
        fleet.beat("web", 1);
        fleet.beat("db", 1);
        assertThat(managed(false, Role.OWNER).getNames()).isEqualTo("db web");
        assertThat(managed(false, Role.MANAGER).getNames()).isEqualTo("db web");
        assertThat(managed(false, Role.MONITOR).getNames()).isEmpty();
    }

    private Managed managed(boolean admin, Role role) {
        Managed managed = new Managed();
        managed.states = fleet.states();
        managed.viewer = new Viewer() {
            @Override
            public String name() {
                return "somebody";
            }

            @Override
            public boolean admin() {
                return admin;
            }

            @Override
            public boolean may(String host, Role needed) {
                return role.includes(needed);
            }

            @Override
            public boolean valid() {
                return true;
            }
        };
        return managed;
    }
}
