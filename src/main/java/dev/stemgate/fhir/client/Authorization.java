// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** How requests to an EHR are authorised. The suppliers are asked once per request and must be thread-safe. */
public sealed interface Authorization {

    /** The value of the Authorization header for the next request; empty when none is sent. */
    Optional<Secret> header();

    /** No credentials at all. */
    record None() implements Authorization {
        @Override
        public Optional<Secret> header() {
            return Optional.empty();
        }
    }

    /**
     * A bearer token.
     *
     * @param token gives the current token; may throw an {@link EhrException} when none can be had
     */
    record Bearer(Supplier<Secret> token) implements Authorization {
        public Bearer {
            Objects.requireNonNull(token, "token");
        }

        @Override
        public Optional<Secret> header() {
            return Optional.of(Secret.of("Bearer " + token.get().reveal()));
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
        public Optional<Secret> header() {
            byte[] pair = (user + ":" + password.get().reveal()).getBytes(StandardCharsets.UTF_8);
            return Optional.of(Secret.of("Basic " + Base64.getEncoder().encodeToString(pair)));
        }

        @Override
        public String toString() {
            return "Basic[user=" + user + ", password=[secret]]";
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
