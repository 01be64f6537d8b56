// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.Objects;
import java.util.Optional;

/**
 * With what one request is sent.
 *
 * @param header value of the Authorization header; empty when none is sent
 * @param scopes what may be asked with it
 */
record Grant(Optional<Secret> header, GrantedScopes scopes) {

    /** Credentials that say nothing of scopes. */
    static Grant unscoped(Optional<Secret> header) {
        return new Grant(header, new GrantedScopes(java.util.Map.of(), false));
    }

    Grant {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(scopes, "scopes");
    }
}
