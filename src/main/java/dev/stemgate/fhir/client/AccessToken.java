// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * An access token with its time. Both times count from the moment before it was asked for, on our own clock, so that neither the way
 * of the answer nor the server's clock shortens them.
 *
 * @param header value of the Authorization header
 * @param scopes what it may
 * @param renewAt at 80 % of its life; from then on a new one is fetched while this one is still used
 * @param usableUntil at 95 % of its life; from then on nobody uses it
 */
record AccessToken(Secret header, GrantedScopes scopes, Instant renewAt, Instant usableUntil) {

    AccessToken {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(scopes, "scopes");
        Objects.requireNonNull(renewAt, "renewAt");
        Objects.requireNonNull(usableUntil, "usableUntil");
    }

    static AccessToken of(Secret header, GrantedScopes scopes, Instant asked, Duration life) {
        return new AccessToken(
                header,
                scopes,
                asked.plus(life.multipliedBy(80).dividedBy(100)),
                asked.plus(life.multipliedBy(95).dividedBy(100)));
    }
}
