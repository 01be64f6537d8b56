// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads what a token endpoint answered (RFC 6749, sections 5.1 and 5.2): a token, or an {@link EhrUnavailableException}. */
final class TokenReply {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where the server does not say how long a token lives; SMART makes it say so. */
    private static final long SECONDS_IF_UNSAID = 60;

    private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();

    private final String ehr;
    private final Clock clock;

    TokenReply(String ehr, Clock clock) {
        this.ehr = ehr;
        this.clock = clock;
    }

    /**
     * @param scopes that were asked for; a reply without scopes granted them all (RFC 6749, 5.1)
     * @param asked when the request was sent
     */
    AccessToken token(PlainHttp.Reply reply, List<String> scopes, Instant asked) {
        JsonNode body = json(reply);
        if (reply.status() != 200) {
            throw refused(reply, body);
        }
        String token = body.path("access_token").asText();
        if (token.isBlank() || !body.path("token_type").asText().equalsIgnoreCase("bearer")) {
            throw trouble(Obstacle.TOKEN_UNREADABLE, reply);
        }
        try {
            return AccessToken.of(
                    Credentials.bearer(Secret.of(token)),
                    GrantedScopes.of(scopes, body.path("scope").asText(String.join(" ", scopes))),
                    asked,
                    Duration.ofSeconds(life(body)));
        } catch (IllegalArgumentException smuggled) {
            throw trouble(Obstacle.TOKEN_UNREADABLE, reply);
        }
    }

    static boolean refusesClient(PlainHttp.Reply reply) {
        return reply.status() == 400 || reply.status() == 401;
    }

    private static long life(JsonNode body) {
        long seconds = body.path("expires_in").asLong(SECONDS_IF_UNSAID);
        return seconds <= 0 ? SECONDS_IF_UNSAID : Math.min(seconds, MOST_SECONDS);
    }

    private EhrUnavailableException refused(PlainHttp.Reply reply, JsonNode body) {
        int status = reply.status();
        if (status >= 300 && status < 400) {
            return trouble(Obstacle.TOKEN_REDIRECT, reply);
        }
        if (status == 429 || status == 408 || status >= 500) {
            return trouble(Obstacle.TOKEN_UNAVAILABLE, reply);
        }
        return trouble(
                switch (body.path("error").asText()) {
                    case "invalid_client", "invalid_grant", "unauthorized_client" -> Obstacle.TOKEN_INVALID_CLIENT;
                    case "invalid_scope" -> Obstacle.TOKEN_INVALID_SCOPE;
                    default -> status == 401 ? Obstacle.TOKEN_INVALID_CLIENT : Obstacle.TOKEN_REFUSED;
                },
                reply);
    }

    private EhrUnavailableException trouble(Obstacle obstacle, PlainHttp.Reply reply) {
        return EhrUnavailableException.noToken(
                ehr,
                obstacle,
                List.of("http-" + reply.status()),
                RetryAfter.parse(reply.header("Retry-After"), reply.header("Date"), clock));
    }

    private static JsonNode json(PlainHttp.Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }
}
