// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Names a secret that is kept outside the configuration. Reads it anew each time, so that a rotated one is picked up. */
public sealed interface SecretSource {

    /** Reads the secret. Fails with a message that names the place, never the value. */
    String read();

    /** The files in which it is kept; empty for none. */
    List<Path> files();

    /** A file whose content, stripped of white space at its ends, is the secret. */
    record InFile(Path file) implements SecretSource {
        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public String read() {
            try {
                String secret = Files.readString(file, StandardCharsets.UTF_8).strip();
                if (secret.isEmpty()) {
                    throw new ConfigurationException(file + ": the secret file is empty");
                }
                return secret;
            } catch (IOException e) {
                throw new ConfigurationException(
                        file + ": the secret file cannot be read; check path and permissions", e);
            }
        }
    }

    /** An environment variable. */
    record InEnvironment(String variable) implements SecretSource {
        @Override
        public List<Path> files() {
            return List.of();
        }

        @Override
        public String read() {
            String secret = System.getenv(variable);
            if (secret == null || secret.isBlank()) {
                throw new ConfigurationException(
                        "environment variable " + variable + " is not set; it must hold a secret");
            }
            return secret.strip();
        }
    }
}
