package io.heartbeat.web.ui;

import io.heartbeat.access.User;
import io.heartbeat.access.Users;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code /settings} shows: how the pages look to this visitor, and the visitor's own account. */
@Named
@RequestScoped
public class SettingsPage {
    @Inject
    Viewer viewer;

    @Inject
    Users users;

    @Inject
    PageWords words;

    @Inject
    Visitor visitor;

    @Inject
    HttpServletRequest request;

    private Optional<User> user() {
        return Optional.ofNullable(viewer.name()).flatMap(users::find);
    }

    /** The languages, and that of the browser. */
    public List<Choice> getLanguages() {
        String chosen = Language.cookie(request, Language.COOKIE);
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("auto", words.get("settings.language-auto"), chosen.isEmpty()));
        Arrays.stream(Language.values())
                .map(each -> new Choice(each.tag(), each.label(), each.tag().equals(chosen)))
                .forEach(choices::add);
        return choices;
    }

    /** The themes, and that of the browser. */
    public List<Choice> getThemes() {
        return List.of("auto", "light", "dark").stream()
                .map(each -> new Choice(each, words.get("settings.theme-" + each), each.equals(visitor.getTheme())))
                .toList();
    }

    /** Whether somebody is logged in. */
    public boolean isAccount() {
        return user().isPresent();
    }

    /** What others read. */
    public String getFullName() {
        return user().map(User::fullName).orElse("");
    }

    /** Where the account comes from: {@code configuration}, {@code console}, {@code ldap} or {@code oidc}. */
    public String getOrigin() {
        return user().map(user -> user.origin().name().toLowerCase(Locale.ROOT)).orElse("");
    }

    /** Whether the password can be changed here. */
    public boolean isOwnPassword() {
        return getOrigin().equals("console");
    }

    /** Whether a second factor can be set up here. */
    public boolean isOwnFactor() {
        return getOrigin().equals("console") || getOrigin().equals("ldap");
    }

    /** Whether there is a second factor. */
    public boolean isTotp() {
        return user().flatMap(User::totp).isPresent();
    }

    /** Whether the user says here how to be reached; the configuration file says it of its own users. */
    public boolean isOwnChannels() {
        return !getOrigin().equals("configuration");
    }

    /** Whether the account is an administrator's. */
    public boolean isAdmin() {
        return viewer.admin();
    }
}
