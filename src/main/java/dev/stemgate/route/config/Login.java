// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.fhir.client.ScopeChoice;
import dev.stemgate.fhir.keys.KeyFile;
import dev.stemgate.fhir.keys.SigningKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How a hospital's EHR is logged in to. */
public sealed interface Login {

    /** Reads every secret once. Fails with a message that names the place, never the value. */
    void check();

    /** The files with secrets. */
    List<Path> secretFiles();

    /** No authorisation; for test servers. */
    record None() implements Login {
        @Override
        public void check() {
            // There is no secret.
        }

        @Override
        public List<Path> secretFiles() {
            return List.of();
        }
    }

    /** A bearer token that somebody else renews. */
    record Bearer(SecretSource token) implements Login {
        @Override
        public void check() {
            token.read();
        }

        @Override
        public List<Path> secretFiles() {
            return token.files();
        }
    }

    /** HTTP basic. */
    record Basic(String user, SecretSource password) implements Login {
        @Override
        public void check() {
            password.read();
        }

        @Override
        public List<Path> secretFiles() {
            return password.files();
        }
    }

    /**
     * SMART Backend Services.
     *
     * @param clientId that the hospital gave
     * @param key signs
     * @param nextKey is published beside it; empty when none is prepared
     * @param tokenUrl empty to take the one that the EHR names
     * @param scopes what is asked for
     */
    record Smart(String clientId, KeyFile key, Optional<KeyFile> nextKey, Optional<URI> tokenUrl, ScopeChoice scopes)
            implements Login {
        public Smart {
            Objects.requireNonNull(clientId, "clientId");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(nextKey, "nextKey");
            Objects.requireNonNull(tokenUrl, "tokenUrl");
            Objects.requireNonNull(scopes, "scopes");
        }

        /** Reads the keys anew. Fails with a {@link dev.stemgate.fhir.keys.KeyFileException}. */
        SigningKeys keys() {
            return new SigningKeys(key.read(), nextKey.map(KeyFile::read));
        }

        @Override
        public void check() {
            keys();
        }

        @Override
        public List<Path> secretFiles() {
            return Stream.concat(Stream.of(key), nextKey.stream())
                    .map(KeyFile::file)
                    .toList();
        }
    }
}
