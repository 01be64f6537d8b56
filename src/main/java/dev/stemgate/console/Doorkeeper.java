// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.console.access.FailedLogins;
import dev.stemgate.console.access.Session;
import dev.stemgate.console.access.Sessions;
import dev.stemgate.console.access.UsersFile;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives every browser a session, and a user to the ones that log in. The session's cookie is kept from scripts and from other sites, and from
 * plain HTTP where the console is reached over TLS. Thread-safe.
 */
final class Doorkeeper {

    /** Stands in the audit for whoever uses a console that asks for no login. */
    static final String ANYONE_HERE = "loopback";

    /** Id of the part of the overview that htmx asks for again and again. */
    private static final String RENEWS_ITSELF = "live";

    private final Sessions sessions;
    private final FailedLogins failures;
    private final Optional<UsersFile> users;
    private final boolean secure;
    private final String cookieName;

    /** @param secure whether browsers reach the console over TLS @param port tells apart the consoles of one machine */
    Doorkeeper(Clock clock, Optional<UsersFile> users, boolean secure, int port) {
        this.sessions = new Sessions(clock);
        this.failures = new FailedLogins(clock);
        this.users = users;
        this.secure = secure;
        this.cookieName = (secure ? "__Host-" : "") + "stemgate-" + port;
    }

    boolean secure() {
        return secure;
    }

    boolean asksForLogin() {
        return users.isPresent();
    }

    /** The visit of this request, in the session of its cookie or in a new one. */
    Visit visit(HttpServletRequest request, HttpServletResponse response, Map<String, String> parameters) {
        boolean byAPerson = !RENEWS_ITSELF.equals(request.getHeader("HX-Trigger"));
        Session session = Optional.ofNullable(request.getCookies()).map(List::of).orElse(List.of()).stream()
                .filter(cookie -> cookie.getName().equals(cookieName))
                .map(Cookie::getValue)
                .flatMap(value -> sessions.find(value, byAPerson).stream())
                .filter(this::stillWelcome)
                .findFirst()
                .orElseGet(() -> sessions.begin(""));
        response.setHeader("Set-Cookie", cookie(session));
        String who = asksForLogin() ? session.user() : ANYONE_HERE;
        return new Visit(session, who, request.getRemoteAddr(), List.of(), parameters);
    }

    /** A user who was taken from the file is out at once. */
    private boolean stillWelcome(Session session) {
        boolean welcome = session.user().isEmpty()
                || users.map(file -> file.names(session.user())).orElse(false);
        if (!welcome) {
            sessions.end(session);
        }
        return welcome;
    }

    /** How long this name has to wait before it may try a password from there. */
    Duration pause(String name, String address) {
        return failures.wait(name, address);
    }

    /**
     * Tries a password. A right one begins a new session, so that the cookie of before is worth nothing.
     *
     * @return the cookie of the new session
     */
    Optional<String> logIn(Visit visit, String name, String password) {
        boolean right =
                users.map(file -> file.knows(name, password.toCharArray())).orElse(false);
        if (!right) {
            failures.failed(name, visit.address());
            return Optional.empty();
        }
        failures.succeeded(name, visit.address());
        sessions.end(visit.session());
        return Optional.of(cookie(sessions.begin(name)));
    }

    void logOut(Visit visit) {
        sessions.end(visit.session());
    }

    private String cookie(Session session) {
        return cookieName + "=" + sessions.cookie(session) + "; Path=/; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }
}
