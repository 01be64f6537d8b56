// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The access tokens that a sandbox gave out. Thread-safe. */
final class IssuedTokens {

    private record Issued(List<String> scopes, Instant expires) {}

    private final SmartSettings settings;
    private final Map<String, Issued> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    IssuedTokens(SmartSettings settings) {
        this.settings = settings;
    }

    String issue(List<String> scopes) {
        String token = UUID.randomUUID().toString();
        tokens.values().removeIf(issued -> settings.clock().instant().isAfter(issued.expires()));
        tokens.put(token, new Issued(scopes, settings.clock().instant().plus(settings.tokenLife())));
        count.incrementAndGet();
        return token;
    }

    /** The scopes of a token; empty when it is unknown or has expired. */
    Optional<List<String>> scopes(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(issued -> settings.clock().instant().isBefore(issued.expires()))
                .map(Issued::scopes);
    }

    void revokeAll() {
        tokens.clear();
    }

    int count() {
        return count.get();
    }
}
