// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.util.Objects;
import java.util.Optional;

/**
 * Where the state lives.
 *
 * @param url JDBC URL of H2 or PostgreSQL
 * @param user database user
 * @param password where the password comes from; empty for none
 * @param payloadKey where the key is kept that seals payloads at rest; empty when they are not sealed
 * @param previousPayloadKey the key before, until all is sealed anew
 */
public record StateSettings(
        String url,
        String user,
        Optional<SecretSource> password,
        Optional<SecretSource> payloadKey,
        Optional<SecretSource> previousPayloadKey) {

    public StateSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(payloadKey, "payloadKey");
        Objects.requireNonNull(previousPayloadKey, "previousPayloadKey");
    }
}
