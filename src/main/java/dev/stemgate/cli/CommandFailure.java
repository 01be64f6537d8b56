// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

/** A command cannot go on: one line for the person, and the exit code for the script. */
final class CommandFailure extends RuntimeException {

    private final ExitCode exitCode;

    CommandFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
