// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import dev.stemgate.fhir.keys.KeyFileException;
import dev.stemgate.fhir.keys.SigningKeys;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** How requests to an EHR are authorised. The suppliers must be thread-safe. */
public sealed interface Authorization {

    /** No credentials at all. */
    record None() implements Authorization {}

    /**
     * A bearer token.
     *
     * @param token gives the current token, and is asked once per request; may throw an {@link EhrException} when none can be had
     */
    record Bearer(Supplier<Secret> token) implements Authorization {
        public Bearer {
            Objects.requireNonNull(token, "token");
        }

        @Override
        public String toString() {
            return "Bearer[token=[secret]]";
        }
    }

    /** A user and a password (RFC 7617, UTF-8). */
    record Basic(String user, Supplier<Secret> password) implements Authorization {
        public Basic {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
            if (user.isBlank() || user.contains(":")) {
                throw new IllegalArgumentException("a user name is blank or holds a colon");
            }
        }

        @Override
        public String toString() {
            return "Basic[user=" + user + ", password=[secret]]";
        }
    }

    /**
     * SMART Backend Services (SMART App Launch 2.x): access tokens are fetched with an assertion that the bridge signs, and renewed.
     *
     * @param clientId that the hospital gave to the bridge
     * @param keys gives the keys, and is asked whenever a token is fetched; may throw a {@link KeyFileException}
     * @param tokenUrl the token endpoint; empty to take the one that the EHR names, if it is at the EHR's own origin
     * @param scopes which scopes are asked for
     */
    record SmartBackend(String clientId, Supplier<SigningKeys> keys, Optional<URI> tokenUrl, ScopeChoice scopes)
            implements Authorization {
        public SmartBackend {
            Objects.requireNonNull(keys, "keys");
            Objects.requireNonNull(scopes, "scopes");
            if (clientId.isBlank()) {
                throw new IllegalArgumentException("a client id is not blank");
            }
            tokenUrl.ifPresent(url -> {
                if (!Origin.isSecureOrLoopback(url)) {
                    throw new IllegalArgumentException("tokenUrl: https is needed (http only to loopback)");
                }
            });
        }
    }

    Authorization NONE = new None();

    /** A bearer token that does not change. */
    static Authorization bearer(Secret token) {
        return new Bearer(() -> token);
    }

    static Authorization basic(String user, Secret password) {
        return new Basic(user, () -> password);
    }
}
