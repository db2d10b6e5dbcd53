package io.heartbeat.web.security;

import io.heartbeat.access.LoginOutcome;
import io.heartbeat.access.Logins;
import io.heartbeat.access.Users;
import io.heartbeat.access.oidc.OidcClient;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The form of {@code /login}. */
@Named
@RequestScoped
public class LoginPage {
    /** Where a login leads when nobody wanted anything else. */
    static final String HOME = "/live";

    private static final Set<String> SSO_PROBLEMS = Set.of("denied", "expired", "unavailable", "failed", "refused");

    @Inject
    Logins logins;

    @Inject
    Users users;

    @Inject
    OidcClient provider;

    private String problem = "";
    private long wait;
    private String sso = "";
    private String username = "";
    private String password = "";
    private String code = "";
    private String pending = "";
    private String next = "";

    /** Which of the two steps it is must be known before the fields are read, for only those of one step are there. */
    @PostConstruct
    void step() {
        setPending(context().getRequestParameterMap().get("pending"));
    }

    /** Without users there is nothing to log in to. */
    public void enter() throws IOException {
        if (users.none()) {
            go(HOME);
        } else if (SSO_PROBLEMS.contains(sso)) {
            problem = "login.sso-" + sso;
        }
    }

    /** One try. */
    public void login() throws IOException {
        HttpServletRequest request = (HttpServletRequest) context().getRequest();
        String address = ClientAddress.of(request);
        LoginOutcome outcome =
                isSecond() ? logins.second(pending, code, address) : logins.login(username, password, null, address);
        if (outcome instanceof LoginOutcome.Granted granted) {
            HttpServletResponse response = (HttpServletResponse) context().getResponse();
            SessionCookie.renew(request, response, granted.token().secret());
            go(inside(next) ? next : HOME);
        } else if (outcome instanceof LoginOutcome.SecondFactor second) {
            pending = second.pending();
        } else if (outcome instanceof LoginOutcome.Throttled throttled) {
            wait = throttled.delay().toSeconds() + 1;
            problem = "login.throttled";
        } else if (outcome instanceof LoginOutcome.Unavailable) {
            problem = "login.directory";
        } else {
            problem = isSecond() ? "login.wrong-code" : "login.wrong";
        }
    }

    /** Whether a place is on this server: no other site, no scheme, nothing that a browser could read as one. */
    static boolean inside(String place) {
        return place != null && place.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*") && !place.startsWith("/login");
    }

    private static void go(String place) throws IOException {
        context().redirect(context().getRequestContextPath() + place);
    }

    private static ExternalContext context() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }

    /** Key of the text that says what went wrong, empty when nothing did. */
    public String getProblem() {
        return problem;
    }

    /** Seconds before the next try. */
    public long getWait() {
        return wait;
    }

    /** What came of a login at the provider. */
    public String getSso() {
        return sso;
    }

    /** What came of a login at the provider. */
    public void setSso(String sso) {
        this.sso = sso == null ? "" : sso;
    }

    /** Whether one may log in at a provider. */
    public boolean isProvided() {
        return provider.configured();
    }

    /** What the provider is called, empty when nobody said. */
    public String getProvider() {
        return provider.label();
    }

    /** Where the way over the provider begins. */
    public String getStart() {
        return context().getRequestContextPath()
                + SsoServlet.START
                + (inside(next) ? "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8) : "");
    }

    /** Login name as typed. */
    public String getUsername() {
        return username;
    }

    /** Login name as typed. */
    public void setUsername(String username) {
        this.username = username == null ? "" : username;
    }

    /** Never shown again. */
    public String getPassword() {
        return "";
    }

    /** As typed. */
    public void setPassword(String password) {
        this.password = password == null ? "" : password;
    }

    /** Whether the code of the second factor is asked for. */
    public boolean isSecond() {
        return !pending.isEmpty();
    }

    /** The login that waits for its code. */
    public String getPending() {
        return pending;
    }

    /** The login that waits for its code. */
    public void setPending(String pending) {
        this.pending = pending == null ? "" : pending;
    }

    /** Never shown again. */
    public String getCode() {
        return "";
    }

    /** As typed. */
    public void setCode(String code) {
        this.code = code == null ? "" : code;
    }

    /** Where to go afterwards. */
    public String getNext() {
        return next;
    }

    /** Where to go afterwards. */
    public void setNext(String next) {
        this.next = next == null ? "" : next;
    }
}
