// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The keys of a listener's secure connections.
 *
 * @param keystore PKCS 12 with the listener's key and certificate
 * @param password of it
 * @param clientCaFile PEM file with the CAs whose client certificates are let in; empty when clients show none
 */
public record MllpTls(Path keystore, SecretSource password, Optional<Path> clientCaFile) {

    public MllpTls {
        Objects.requireNonNull(keystore, "keystore");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(clientCaFile, "clientCaFile");
    }
}
