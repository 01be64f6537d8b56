// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the console listens and who may use it. Beyond this machine it is reached only with a login, and only over TLS: its own, or that
 * of a proxy in front which the settings name on purpose.
 *
 * @param host address it listens on
 * @param port port; 0 serves no console
 * @param loopback whether the address can be reached from this machine only
 * @param usersFile who may log in; empty asks for no login
 * @param tls its own certificate; empty speaks plain HTTP
 * @param behindTlsProxy a proxy in front speaks TLS
 * @param publicUrl the address that browsers are told, where it is another one
 */
public record ConsoleSettings(
        String host,
        int port,
        boolean loopback,
        Optional<Path> usersFile,
        Optional<Certificate> tls,
        boolean behindTlsProxy,
        Optional<URI> publicUrl) {

    /** A PKCS #12 keystore with certificate and key, and where its password is kept. */
    public record Certificate(Path keystore, Optional<SecretSource> password) {
        public Certificate {
            Objects.requireNonNull(keystore, "keystore");
            Objects.requireNonNull(password, "password");
        }
    }

    public ConsoleSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(usersFile, "usersFile");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(publicUrl, "publicUrl");
        boolean secure = tls.isPresent() || behindTlsProxy;
        if (port != 0 && !loopback && (usersFile.isEmpty() || !secure || publicUrl.isEmpty())) {
            throw new IllegalArgumentException("beyond loopback the console needs a login, TLS and its public address");
        }
        if (behindTlsProxy && (usersFile.isEmpty() || publicUrl.isEmpty())) {
            throw new IllegalArgumentException("behind a proxy the console needs a login and its public address");
        }
    }

    /** On this machine only, without a login. @param port 0 serves none */
    public static ConsoleSettings loopback(int port) {
        return new ConsoleSettings(
                "127.0.0.1", port, true, Optional.empty(), Optional.empty(), false, Optional.empty());
    }
}
