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
 */
public record StateSettings(String url, String user, Optional<SecretSource> password) {

    public StateSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }
}
