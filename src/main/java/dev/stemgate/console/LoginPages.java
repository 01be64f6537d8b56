// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.console.access.UsersFile;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in and out. Which of name and password was wrong is not said. Thread-safe. */
final class LoginPages {

    private static final Logger LOG = LoggerFactory.getLogger(LoginPages.class);
    private static final int LONGEST_PASSWORD = 500;

    private final Templates templates;
    private final Doorkeeper doorkeeper;

    LoginPages(Templates templates, Doorkeeper doorkeeper) {
        this.templates = templates;
        this.doorkeeper = doorkeeper;
    }

    Reply show(Visit visit) {
        return doorkeeper.asksForLogin() ? form(200, visit, "") : Reply.seeOther("/");
    }

    Reply logIn(Visit visit) {
        String name = visit.text("name");
        String password = visit.parameters().getOrDefault("password", "");
        if (!UsersFile.isName(name) || password.length() > LONGEST_PASSWORD) {
            return form(403, visit, "Name or password is wrong.");
        }
        Duration pause = doorkeeper.pause(name, visit.address());
        if (!pause.isZero()) {
            return form(429, visit, "Too many failed logins. Try again in " + (pause.toSeconds() + 1) + " s.");
        }
        Optional<String> cookie = doorkeeper.logIn(visit, name, password);
        if (cookie.isEmpty()) {
            LOG.warn("console: a login failed");
            return form(403, visit, "Name or password is wrong.");
        }
        return new Reply(303, "", new byte[0], Map.of("Location", "/", "Set-Cookie", cookie.get()));
    }

    Reply logOut(Visit visit) {
        doorkeeper.logOut(visit);
        return Reply.seeOther(FrontServlet.LOGIN);
    }

    private Reply form(int status, Visit visit, String problem) {
        return Reply.html(status, templates.render("login", visit, Map.of("problem", problem)));
    }
}
