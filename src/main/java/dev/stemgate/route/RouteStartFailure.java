// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.state.StateUnavailableException;

/** Turns what Camel says at a failed start into one line that names the thing and the remedy. */
final class RouteStartFailure {

    private RouteStartFailure() {}

    static RuntimeException explain(BridgeSettings settings, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationException known) {
                return known;
            }
            if (cause instanceof StateUnavailableException unavailable) {
                return unavailable;
            }
        }
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return new ConfigurationException(
                settings.routes() + ": the routes cannot be started: " + oneLine(innermost.getMessage()), failure);
    }

    private static String oneLine(String message) {
        return message == null
                ? "no reason was given"
                : message.lines().findFirst().orElse("").strip();
    }
}
