// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.console.access.Session;
import dev.stemgate.state.Actor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One request for a page, checked: it names our own host, its session is not over, and if it changes something, it carries the session's
 * token.
 *
 * @param session the browser's
 * @param who who asks, for the audit: the user who logged in, or {@code loopback} where no login is asked for
 * @param address where the request came from
 * @param parts what the variable parts of the path hold, in their order
 * @param parameters of query and form, the first value of each
 */
record Visit(Session session, String who, String address, List<String> parts, Map<String, String> parameters) {

    Visit {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(address, "address");
        parts = List.copyOf(parts);
        parameters = Map.copyOf(parameters);
    }

    /** Who asks, as the audit names it. */
    Actor actor() {
        return Actor.ofPage(who);
    }

    /** A parameter without the blanks around it; empty when it was not sent. */
    String text(String name) {
        return parameters.getOrDefault(name, "").strip();
    }

    /** A parameter that holds more than blanks. */
    Optional<String> given(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    Visit withParts(List<String> others) {
        return new Visit(session, who, address, others, parameters);
    }
}
