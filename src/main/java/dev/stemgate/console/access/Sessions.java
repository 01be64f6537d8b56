// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions, in memory: they end half an hour after the last request, twelve hours after they began, and with the bridge. At most a
 * thousand are kept; those of nobody in particular make room first. Thread-safe.
 */
public final class Sessions {

    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);
    private static final int KEPT = 1_000;

    private final Clock clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    public Sessions(Clock clock) {
        this.clock = clock;
    }

    /** A new session. @param user who logged in; empty for nobody */
    public synchronized Session begin(String user) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> isOver(session, now));
        if (sessions.size() >= KEPT) {
            sessions.values().stream()
                    .filter(session -> session.user().isEmpty())
                    .findFirst()
                    .or(() -> sessions.values().stream().findFirst())
                    .map(Session::id)
                    .ifPresent(sessions::remove);
        }
        Session session = new Session(RandomName.next(), user, now);
        sessions.put(session.id(), session);
        return session;
    }

    /**
     * The session of a cookie, if it is not over.
     *
     * @param byAPerson false for a page that renews itself, which keeps no session alive
     */
    public synchronized Optional<Session> find(String cookie, boolean byAPerson) {
        Instant now = clock.instant();
        Optional<Session> found = Optional.ofNullable(sessions.get(cookie)).filter(session -> !isOver(session, now));
        if (byAPerson) {
            found.ifPresent(session -> session.used(now));
        }
        return found;
    }

    public synchronized void end(Session session) {
        sessions.remove(session.id());
    }

    /** What the browser is given to come back with. */
    public String cookie(Session session) {
        return session.id();
    }

    private static boolean isOver(Session session, Instant now) {
        return now.isAfter(session.lastUsed().plus(IDLE))
                || now.isAfter(session.begun().plus(LONGEST));
    }
}
