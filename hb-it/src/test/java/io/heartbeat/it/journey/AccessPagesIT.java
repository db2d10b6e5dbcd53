package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import io.heartbeat.access.Totp;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Users, roles, second factor and single sign-on as people meet them in a browser. */
class AccessPagesIT {
    private static final String CHIEF = "a chief's password";
    private static final String EVE = "a password of eve";

    private final Ports ports = Ports.free();

    @TempDir
    Path folder;

    @Test
    void theFirstAdministratorMakesAUserWhoSeesOneHostAndTakesASecondFactor() {
        try (Mails mails = new Mails();
                Hbd hbd = Hbd.ready(folder, ports, NotifyPages.yaml(mails));
                Browser browser = new Browser()) {
            Look look = new Look(browser);
            NotifyPages notified = new NotifyPages(hbd, browser, look, mails);
            hbd.send("{\"ID\":\"HTB\",\"name\":\"web.example.org\",\"interval\":3600}");
            hbd.send("{\"ID\":\"HTB\",\"name\":\"db.example.org\",\"interval\":3600}");
            hbd.awaitState("db.example.org", "up");
            hbd.report("web.example.org", "cpu_monitor", "\"cpu_percent\":97");
            hbd.awaitAlerts("web.example.org", 1);
            look.at("users-first", hbd.uri("/users"), page -> page.awaitText("h2", "This server is open"));
            firstAdministrator(hbd, browser);
            makeEve(browser, look);
            giveARole(hbd, browser, look);
            look.at("users", hbd.uri("/users"), page -> page.awaitText("tbody", "eve"));
            leave(browser);

            login(browser, "eve", EVE);
            browser.awaitHost("web.example.org", "up");
            assertThat(browser.text()).doesNotContain("db.example.org");
            browser.open(hbd.uri("/users"));
            browser.awaitText("h1", "Not for you");
            assertThat(browser.text()).doesNotContain("chief");
            look.picture("forbidden");
            browser.complaints();
            aMonitorIsOfferedNothingToDo(hbd, browser);
            aLoginThatEndsElsewhereLeadsToTheNext(browser);
            look.at("settings", hbd.uri("/settings"), page -> page.awaitText("#tokens", "In use now"));
            notified.someoneSetsUpOwnChannelsAndTriesThem(folder);
            secondFactor(browser, look);

            browser.open(hbd.uri("/login"));
            login(browser, "chief", CHIEF);
            look.at("audit", hbd.uri("/audit"), page -> page.awaitText("tbody", "Second factor turned on"));
            notified.anAdministratorSeesWhoIsReachedByWhat();
            notified.anAdministratorTriesAChannelThatWorksAndOneThatFails();
            notified.anAdministratorTriesTemplates();
            browser.cookie(hbd.uri("/audit"), "hb-language", "de");
            look.at("audit-de", hbd.uri("/audit"), page -> page.awaitText("h1", "Protokoll"));
        }
    }

    /** What a monitor sees is offered, and nothing that would be refused. */
    private static void aMonitorIsOfferedNothingToDo(Hbd hbd, Browser browser) {
        browser.open(hbd.uri("/hosts/web.example.org"));
        browser.awaitText("#state", "Up");
        assertThat(browser.number("document.querySelectorAll('#host .actions, [data-add-host]').length"))
                .isZero();
        browser.press("?");
        browser.awaitText("dialog[open]", "Filter metrics");
        assertThat(browser.text()).doesNotContain("Silence", "Acknowledge");
        browser.press(Keys.ESCAPE);
        browser.pressWithControl("k");
        browser.awaitText("#palette-list", "web.example.org");
        assertThat(browser.text()).doesNotContain("db.example.org", "Pause", "Drop", "Users");
        browser.press(Keys.ESCAPE);
        browser.open(hbd.uri("/alerts"));
        browser.awaitText("#groups", "web.example.org");
        assertThat(browser.text()).doesNotContain("New silence", "Plan maintenance");
        browser.click("#groups tbody button");
        browser.awaitText("dialog[open]", "What happened");
        browser.press(Keys.ESCAPE);
        assertThat(browser.number("document.querySelectorAll('#groups tbody button').length"))
                .as("details, and nothing to do")
                .isOne();
    }

    private static void aLoginThatEndsElsewhereLeadsToTheNext(Browser browser) {
        browser.click(".brand");
        browser.awaitHost("web.example.org", "up");
        browser.run("fetch('/api/0/auth/logout', {method: 'POST'})");
        browser.awaitText(".note", "Your login is over");
        login(browser, "eve", EVE);
        browser.awaitHost("web.example.org", "up");
        browser.complaints();
    }

    private static void firstAdministrator(Hbd hbd, Browser browser) {
        browser.open(hbd.uri("/users"));
        browser.click("#first");
        browser.type("dialog input[name=name]", "chief");
        browser.type("dialog input[name=password]", CHIEF);
        browser.click("dialog button[type=submit]");
        login(browser, "chief", CHIEF);
        browser.awaitText("tbody", "chief");
    }

    private static void makeEve(Browser browser, Look look) {
        browser.click("#add");
        browser.type("dialog input[name=name]", "eve");
        browser.type("dialog input[name=full-name]", "Eve Example");
        browser.type("dialog input[name=password]", EVE);
        look.judge("users-add");
        browser.click("dialog button[type=submit]");
        browser.awaitText("tbody", "Eve Example");
    }

    private static void giveARole(Hbd hbd, Browser browser, Look look) {
        look.at("users-roles", hbd.uri("/users?view=roles"), page -> page.awaitText("thead", "web.example.org"));
        browser.click("select[data-user=eve][data-host='web.example.org']");
        browser.press(Keys.ARROW_DOWN, Keys.ENTER);
        browser.awaitText(".toasts", "eve on web.example.org: Monitor");
    }

    private static void secondFactor(Browser browser, Look look) {
        browser.click("#totp-set");
        browser.awaitTrue("document.querySelector('.qr')?.naturalWidth > 0");
        String secret = browser.answer("arguments[0]([document.querySelector('.secret').textContent])")
                .get(0)
                .replace(" ", "");
        browser.type("dialog input[name=code]", Totp.code(secret, Instant.now()));
        browser.type("dialog input[name=present]", EVE);
        look.judge("settings-second-factor");
        browser.click("dialog button[type=submit]");
        browser.awaitText("h2 .chip", "On");
        leave(browser);

        login(browser, "eve", EVE);
        browser.awaitText("label", "Code of your authenticator app");
        look.judge("login-code");
        browser.type("#code", "000000");
        browser.click("#submit");
        browser.awaitText("[role=alert]", "The code is wrong");
        browser.type("#code", Totp.code(secret, Instant.now()));
        browser.click("#submit");
        browser.awaitHost("web.example.org", "up");
        leave(browser);
    }

    @Test
    void peopleComeOverTheProviderAndFromTheDirectory() throws LDAPException, LDIFException {
        try (SignOn provider = new SignOn();
                InMemoryDirectoryServer directory = directory();
                Hbd hbd = Hbd.ready(folder, ports, configuration(provider, directory));
                Browser browser = new Browser()) {
            Look look = new Look(browser);
            hbd.send("{\"ID\":\"HTB\",\"name\":\"web.example.org\",\"interval\":3600}");
            hbd.send("{\"ID\":\"HTB\",\"name\":\"db.example.org\",\"interval\":3600}");
            look.at("login", hbd.uri("/login"), page -> page.awaitText("#sso", "Company login"));

            browser.click("#sso");
            browser.awaitHost("web.example.org", "up");
            assertThat(browser.text()).contains("ann").doesNotContain("db.example.org");
            browser.open(hbd.uri("/settings"));
            browser.awaitText("dl", "single sign-on");
            leave(browser);

            login(browser, "bob", "of bob");
            browser.awaitHost("db.example.org", "up");
            browser.open(hbd.uri("/users"));
            browser.awaitText("tbody", "Bob Example");
            leave(browser);

            directory.shutDown(true);
            login(browser, "bob", "of bob");
            browser.awaitText("[role=alert]", "The directory cannot be asked now");
            login(browser, "local", "correct horse");
            browser.awaitText(".user", "local");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String[] configuration(SignOn provider, InMemoryDirectoryServer directory) {
        return """
                users:
                  local: {password: "pbkdf2:sha256:1000$q8Zx$c730773f33e3a2bd517ee9e4cc4c4e4be1e0d8379d6f68f2c5ea8c392d6b7a3e"}
                oidc: {issuer: "%s", client_id: heartbeat, label: Company login}
                ldap:
                  url: ldap://127.0.0.1:%d
                  starttls: false
                  user_base: dc=example,dc=org
                group_roles:
                  web-team: {monitor: [web*]}
                  chiefs: {admin: true}"""
                .formatted(provider.issuer(), directory.getListenPort())
                .split("\n");
    }

    private static InMemoryDirectoryServer directory() throws LDAPException, LDIFException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getLoopbackAddress(), 0, null));
        config.setSchema(null);
        InMemoryDirectoryServer directory = new InMemoryDirectoryServer(config);
        directory.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        directory.add(
                "dn: uid=bob,dc=example,dc=org",
                "objectClass: inetOrgPerson",
                "uid: bob",
                "cn: Bob Example",
                "userPassword: of bob",
                "memberOf: cn=Chiefs,dc=example,dc=org");
        directory.startListening();
        return directory;
    }

    private static void login(Browser browser, String name, String password) {
        browser.awaitTrue("document.getElementById('username')");
        browser.type("#username", name);
        browser.type("#password", password);
        browser.click("#submit");
    }

    private static void leave(Browser browser) {
        browser.click(".user button");
        browser.awaitTrue("document.getElementById('username')");
    }
}
