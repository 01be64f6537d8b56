// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import dev.stemgate.fhir.keys.KeyFileException;
import dev.stemgate.fhir.keys.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Fetches access tokens with a signed assertion (SMART App Launch 2.x, "Asymmetric authentication" and "Backend Services"). Each
 * assertion has an id of its own and lives four minutes on the server's clock, so that a clock a little wrong keeps it within the five
 * that are allowed. It was issued ten seconds ago, for the same reason; without that claim Keycloak allows it only one minute.
 * Thread-confined by {@link AccessTokens}.
 */
final class TokenEndpoint {

    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(4);
    private static final Duration ISSUED_BEFORE = Duration.ofSeconds(10);

    private final EhrSettings settings;
    private final Authorization.SmartBackend smart;
    private final PlainHttp http;
    private final ServerClock serverClock;
    private final SmartDiscovery discovery;
    private final TokenReply reply;
    private final Clock clock;

    TokenEndpoint(EhrSettings settings, Authorization.SmartBackend smart, PlainHttp http, Clock clock) {
        this.settings = settings;
        this.smart = smart;
        this.http = http;
        this.clock = clock;
        serverClock = new ServerClock(clock);
        discovery = new SmartDiscovery(settings, http, serverClock, clock);
        reply = new TokenReply(settings.name(), clock);
    }

    /** @throws EhrUnavailableException when there is no token to be had */
    AccessToken fetch() {
        try {
            SmartConfiguration configuration = configuration();
            URI url = tokenUrl(configuration);
            List<String> scopes = smart.scopes().scopes(configuration.knowsV2());
            Instant asked = clock.instant();
            PlainHttp.Reply answer = ask(url, scopes);
            if (serverClock.learn(answer.header("Date")) && TokenReply.refusesClient(answer)) {
                asked = clock.instant();
                answer = ask(url, scopes);
            }
            return reply.token(answer, scopes, asked);
        } catch (EhrUnavailableException trouble) {
            discovery.forget();
            throw trouble;
        }
    }

    /** Where the token endpoint is configured, an EHR that does not answer here does not stand in the way. */
    private SmartConfiguration configuration() {
        if (smart.tokenUrl().isEmpty()) {
            return discovery.configuration();
        }
        if (smart.scopes().syntax() != ScopeChoice.Syntax.AUTO) {
            return SmartConfiguration.ABSENT;
        }
        try {
            return discovery.configuration();
        } catch (EhrUnavailableException silent) {
            return SmartConfiguration.ABSENT;
        }
    }

    private URI tokenUrl(SmartConfiguration configuration) {
        if (smart.tokenUrl().isPresent()) {
            return smart.tokenUrl().get();
        }
        URI named = configuration.tokenEndpoint().orElseThrow(() -> trouble(Obstacle.TOKEN_URL_UNKNOWN));
        if (!settings.origin().sharesServerWith(named)) {
            throw trouble(Obstacle.TOKEN_URL_FOREIGN);
        }
        return named;
    }

    private PlainHttp.Reply ask(URI url, List<String> scopes) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("scope", String.join(" ", scopes));
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion(url));
        try {
            return http.post(url, form);
        } catch (IOException silent) {
            throw trouble(TlsTrouble.of(silent).orElse(Obstacle.TOKEN_UNAVAILABLE));
        }
    }

    private String assertion(URI url) {
        SigningKey key;
        try {
            key = smart.keys().get().current();
        } catch (KeyFileException unusable) {
            throw trouble(Obstacle.KEY_UNUSABLE);
        }
        Instant now = serverClock.now();
        return key.sign(Map.of(
                "iss", smart.clientId(),
                "sub", smart.clientId(),
                "aud", url.toString(),
                "iat", now.minus(ISSUED_BEFORE).getEpochSecond(),
                "exp", now.plus(ASSERTION_LIFE).getEpochSecond(),
                "jti", UUID.randomUUID().toString()));
    }

    private EhrUnavailableException trouble(Obstacle obstacle) {
        return EhrUnavailableException.noToken(settings.name(), obstacle, List.of(), Optional.empty());
    }
}
