package io.heartbeat.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertSettingsTest {
    @Test
    void parentsAndGroupsAreNamesOrLists() {
        AlertSettings settings =
                Configured.by("hosts:\n  gw: {}\n  web: {parents: gw, groups: [rack, front]}\n", AlertSettings::from);
        assertThat(settings.parents()).containsOnlyKeys("web").containsEntry("web", List.of("gw"));
        assertThat(settings.groups()).containsEntry("web", List.of("rack", "front"));
    }

    @Test
    void parentsThatGoInACircleAreRefusedWithTheirLine() {
        assertThat(Configured.problems(
                        "hosts:\n  a: {parents: b}\n  b: {parents: [c]}\n  c: {parents: [x, a]}\n  x: {parents: a}\n",
                        AlertSettings::from))
                .contains(
                        "2: hosts.a.parents: go in a circle: `a` would be reached through itself",
                        "3: hosts.b.parents: go in a circle: `b` would be reached through itself")
                .hasSize(4);
        assertThat(Configured.problems("hosts:\n  a: {parents: a}\n", AlertSettings::from))
                .hasSize(1);
    }
}
