// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console.access;

/** The file of the console's users cannot be used. The message is one line that names file, line and remedy, and holds no hash. */
public final class UsersFileException extends RuntimeException {

    UsersFileException(String message) {
        super(message);
    }
}
