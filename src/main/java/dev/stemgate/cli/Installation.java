// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import java.nio.file.Path;

/** Where routes and model stand: the folder named by {@code stemgate.home}, which the launcher sets, else the current one. */
final class Installation {

    private Installation() {}

    static Path home() {
        return Path.of(System.getProperty("stemgate.home", "")).toAbsolutePath().normalize();
    }
}
