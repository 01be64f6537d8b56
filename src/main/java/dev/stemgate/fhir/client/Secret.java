// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** A password or token. It never shows itself: {@link #toString()} is always the same word. Immutable. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * A secret from its characters.
     *
     * @throws IllegalArgumentException when it is blank or holds a control character (which could smuggle a header)
     */
    public static Secret of(String value) {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a secret is blank or holds a control character");
        }
        return new Secret(value);
    }

    /** The environment variable of this name; empty when it is not set or blank. */
    public static Optional<Secret> fromEnvironment(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(Secret::of);
    }

    /** The content of a file, without blanks and line ends around it. */
    public static Secret fromFile(Path file) throws IOException {
        return of(Files.readString(file).strip());
    }

    /** The characters, for the one place that sends them. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
