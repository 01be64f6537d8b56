// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

/** A configuration that cannot be used. The message is one line: the file, the line where known, what is wrong, and the remedy. */
public final class ConfigurationException extends RuntimeException {

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
