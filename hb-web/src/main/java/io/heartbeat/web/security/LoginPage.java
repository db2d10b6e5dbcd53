package io.heartbeat.web.security;

import io.heartbeat.access.LoginOutcome;
import io.heartbeat.access.Logins;
import io.heartbeat.access.Users;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The form of {@code /login}. */
@Named
@RequestScoped
public class LoginPage {
    private static final String HOME = "/live";

    @Inject
    Logins logins;

    @Inject
    Users users;

    private String username = "";
    private String password = "";
    private String code = "";
    private String pending = "";
    private String next = "";

    /** Without users there is nothing to log in to. */
    public void enter() throws IOException {
        if (users.none()) {
            go(HOME);
        }
    }

    /** One try. */
    public void login() throws IOException {
        HttpServletRequest request = (HttpServletRequest) context().getRequest();
        String address = ClientAddress.of(request.getRemoteAddr());
        LoginOutcome outcome =
                isSecond() ? logins.second(pending, code, address) : logins.login(username, password, null, address);
        if (outcome instanceof LoginOutcome.Granted granted) {
            // The pages' own session gets a new name too: whoever knew the old one knows nothing now.
            if (request.getSession(false) != null) {
                request.changeSessionId();
            }
            HttpServletResponse response = (HttpServletResponse) context().getResponse();
            SessionCookie.set(request, response, granted.token().secret());
            go(inside(next) ? next : HOME);
        } else if (outcome instanceof LoginOutcome.SecondFactor second) {
            pending = second.pending();
        } else if (outcome instanceof LoginOutcome.Throttled throttled) {
            say("Too many tries. Wait " + (throttled.delay().toSeconds() + 1) + " s and try again.");
        } else {
            say(
                    isSecond()
                            ? "The code is wrong, was used already, or came too late."
                            : "User name or password is wrong.");
        }
    }

    /** Whether a place is on this server: no other site, no scheme, nothing that a browser could read as one. */
    static boolean inside(String place) {
        return place != null && place.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*") && !place.startsWith("/login");
    }

    private static void say(String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
    }

    private static void go(String place) throws IOException {
        context().redirect(context().getRequestContextPath() + place);
    }

    private static ExternalContext context() {
        return FacesContext.getCurrentInstance().getExternalContext();
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
