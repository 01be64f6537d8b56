// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads an EHR's SMART configuration, and again after an hour or when it led to no token. Thread-confined by {@link AccessTokens}. */
final class SmartDiscovery {

    private static final Duration FRESH = Duration.ofHours(1);

    private final EhrSettings settings;
    private final PlainHttp http;
    private final ServerClock serverClock;
    private final Clock clock;
    private SmartConfiguration known = SmartConfiguration.ABSENT;
    private Instant readAgainAt = Instant.MIN;

    SmartDiscovery(EhrSettings settings, PlainHttp http, ServerClock serverClock, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.serverClock = serverClock;
        this.clock = clock;
    }

    /**
     * @throws EhrUnavailableException when the EHR does not answer; one that answers that it has no such page has an absent
     *     configuration
     */
    SmartConfiguration configuration() {
        if (clock.instant().isBefore(readAgainAt)) {
            return known;
        }
        known = read();
        readAgainAt = clock.instant().plus(FRESH);
        return known;
    }

    void forget() {
        readAgainAt = Instant.MIN;
    }

    private SmartConfiguration read() {
        PlainHttp.Reply reply;
        try {
            reply = http.get(URI.create(settings.origin().base() + "/.well-known/smart-configuration"));
        } catch (IOException trouble) {
            throw EhrUnavailableException.network(settings.name(), trouble);
        }
        serverClock.learn(reply.header("Date"));
        if (reply.status() == 200) {
            return SmartConfiguration.parse(reply.body());
        }
        if (reply.status() == 429 || reply.status() >= 500) {
            throw new EhrUnavailableException(
                    settings.name(),
                    reply.status(),
                    List.of(),
                    RetryAfter.parse(reply.header("Retry-After"), reply.header("Date"), clock),
                    "SMART configuration unavailable");
        }
        return SmartConfiguration.ABSENT;
    }
}
