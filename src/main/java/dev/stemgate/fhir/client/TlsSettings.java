// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whom a secure connection to an EHR and its token endpoint trusts, and how the bridge shows who it is. There is no setting that leaves
 * out a check.
 *
 * @param caFile PEM file with the only CAs that are trusted; empty for those of the JDK
 * @param clientCertificate for mutual TLS; empty for none
 */
public record TlsSettings(Optional<Path> caFile, Optional<ClientCertificate> clientCertificate) {

    /** The CAs of the JDK, and no client certificate. */
    public static final TlsSettings USUAL = new TlsSettings(Optional.empty(), Optional.empty());

    /**
     * A client certificate with its private key.
     *
     * @param keystore PKCS #12
     * @param password of the keystore and the key; gives an empty text for none
     */
    public record ClientCertificate(Path keystore, Supplier<String> password) {
        public ClientCertificate {
            Objects.requireNonNull(keystore, "keystore");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "ClientCertificate[" + keystore + "]";
        }
    }

    public TlsSettings {
        Objects.requireNonNull(caFile, "caFile");
        Objects.requireNonNull(clientCertificate, "clientCertificate");
    }

    /** @throws dev.stemgate.fhir.keys.KeyFileException when a file cannot be used */
    public void check() {
        TlsContext.of(this);
    }
}
