package io.heartbeat.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import org.junit.jupiter.api.Test;

class StatusSettingsTest {
    @Test
    void pagesHaveGroupsOfServicesInTheOrderOfTheFile() {
        StatusSettings settings = Configured.by(
                """
                status_pages:
                  main:
                    title: Example
                    text: What our customers use
                    groups:
                      Shop: {Web shop: [web-2, web-1], Payment: pay}
                      Below: {Names: ns}
                badges: [web-*, db]
                """,
                StatusSettings::from);
        StatusPage page = settings.page("main").orElseThrow();
        assertThat(page.title()).isEqualTo("Example");
        assertThat(page.text()).contains("What our customers use");
        assertThat(page.groups()).extracting(StatusPage.Group::name).containsExactly("Shop", "Below");
        assertThat(page.services().map(StatusPage.Service::name)).containsExactly("Web shop", "Payment", "Names");
        assertThat(page.hosts()).containsExactly("ns", "pay", "web-1", "web-2");
        assertThat(settings.badge("web-1")).isTrue();
        assertThat(settings.badge("db")).isTrue();
        assertThat(settings.badge("db2")).isFalse();
        assertThat(settings.page("other")).isEmpty();
    }

    @Test
    void nothingIsPublicUnlessItIsConfigured() {
        StatusSettings settings = Configured.by("interval: 30\n", root -> {
            root.integer("interval", 30, 1, 60);
            return StatusSettings.from(root);
        });
        assertThat(settings).isEqualTo(StatusSettings.NONE);
        assertThat(settings.badge("web")).isFalse();
    }

    @Test
    void whatCannotBeIsSaidWithItsLine() {
        assertThat(Configured.problems(
                        """
                        status_pages:
                          Main: {groups: {A: {B: web}}}
                          empty: {title: x}
                          names:
                            groups:
                              A:
                                B: "<web>"
                                C: []
                          typo: {groupz: {}, groups: {A: {B: web}}}
                        """,
                        StatusSettings::from))
                .containsExactlyInAnyOrder(
                        "2: status_pages.Main: no page can be at this address: 1 to 63 of a-z, 0-9 and -, no - first",
                        "3: status_pages.empty.groups: needs a group with a service, such as"
                                + " {Shop: {Web shop: [web-1, web-2]}}",
                        "7: status_pages.names.groups.A.B: `<web>` cannot be the name of a host",
                        "8: status_pages.names.groups.A.C: needs the host that makes it, or a list of them",
                        "9: status_pages.typo.groupz: unknown key; did you mean `groups`?");
    }
}
